// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/chelpers.h"

namespace wl {

const char *const cIncludes = R"(
#define _DEFAULT_SOURCE

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

)";

const char *const cBeginning = R"(struct address {
    struct sockaddr_storage storage;
    socklen_t length;
};

/* Ends the program when a call failed; otherwise its result. */
static int check(const char *name, long result)
{
    if (result < 0) {
        printf("%s: %s\n", name, strerror(errno));
        exit(1);
    }
    printf("%s = %ld\n", name, result);
    return (int)result;
}

/* A call that waits longer than ten seconds fails, so that the program always ends. */
static void limit(int fd)
{
    const struct timeval patience = {10, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}
)";

const char *const cAddressing = R"(
/* The address in the form that the socket calls take. */
static struct address at(const char *host, const char *port)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    struct address where = {.length = 0};
    const int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        printf("%s: %s\n", host, gai_strerror(error));
        exit(1);
    }
    memcpy(&where.storage, found->ai_addr, found->ai_addrlen);
    where.length = found->ai_addrlen;
    freeaddrinfo(found);
    return where;
}
)";

const char *const cPortSaying = R"(
static void say_port(const char *what, int fd)
{
    struct sockaddr_storage here;
    socklen_t length = sizeof here;
    char port[16] = "?";
    if (getsockname(fd, (struct sockaddr *)&here, &length) == 0)
        getnameinfo((struct sockaddr *)&here, length, NULL, 0, port, sizeof port, NI_NUMERICSERV);
    printf("%s at port %s\n", what, port);
}
)";

const char *const cExpecting = R"(
/* Says how a call ended that failed in the session. */
static void expect(const char *name, int error, long result)
{
    if (result < 0)
        printf("%s: %s\n", name, strerror(errno));
    else
        printf("%s: no failure; in the session it was: %s\n", name, strerror(error));
}
)";

const char *const cSending = R"(
/* Sends all of the bytes. */
static void send_all(const char *name, int fd, const char *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        const ssize_t count = send(fd, data + sent, size - sent, 0);
        if (count < 0) {
            printf("%s: send: %s\n", name, strerror(errno));
            exit(1);
        }
        sent += (size_t)count;
    }
    printf("%s: sent %zu bytes\n", name, size);
}
)";

const char *const cReceiving = R"(
/* Calls recv until that many bytes have come, or no more will come. */
static void receive(const char *name, int fd, size_t size)
{
    char data[4096];
    size_t received = 0;
    while (received < size) {
        const size_t room = size - received < sizeof data ? size - received : sizeof data;
        const ssize_t count = recv(fd, data, room, 0);
        if (count < 0)
            printf("%s: recv: %s\n", name, strerror(errno));
        if (count <= 0)
            break;
        received += (size_t)count;
    }
    printf("%s: received %zu of %zu bytes\n", name, received, size);
}
)";

const char *const cEnding = R"(
/* Reads on until the other side has ended its stream. */
static void receive_end(const char *name, int fd)
{
    char data[4096];
    ssize_t count = 0;
    while ((count = recv(fd, data, sizeof data, 0)) > 0)
        printf("%s: received %zd bytes more\n", name, count);
    printf("%s: %s\n", name, count == 0 ? "the other side has ended its stream" : strerror(errno));
}
)";

const char *const cDatagramSending = R"(
/* Sends one datagram. */
static void send_to(const char *name, int fd, const char *data, size_t size, const struct address *receiver)
{
    if (receiver->length == 0)
        printf("%s: nobody is known yet to whom %zu bytes could go\n", name, size);
    else if (sendto(fd, data, size, 0, (const struct sockaddr *)&receiver->storage, receiver->length) < 0)
        printf("%s: sendto: %s\n", name, strerror(errno));
    else
        printf("%s: sent %zu bytes\n", name, size);
}
)";

const char *const cDatagramReceiving = R"(
/* Receives one datagram and remembers where it came from, when `sender` is not NULL. */
static void receive_from(const char *name, int fd, size_t size, struct address *sender)
{
    static char data[65536];
    struct address from = {.length = sizeof from.storage};
    const ssize_t count = recvfrom(fd, data, size, 0, (struct sockaddr *)&from.storage, &from.length);
    if (count < 0) {
        printf("%s: recvfrom: %s\n", name, strerror(errno));
        return;
    }
    printf("%s: received %zd bytes\n", name, count);
    if (sender)
        *sender = from;
}
)";

} // namespace wl
