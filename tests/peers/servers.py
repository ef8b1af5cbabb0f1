#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Our servers, asked by clients made of Python's socket module."""

import socket
import struct
import threading
import unittest

import kit


class TcpServers(unittest.TestCase):
    def serve(self, query, host="127.0.0.1"):
        program = kit.Program("--listen", f"tcp://{host}:0?{query}")
        self.addCleanup(program.__exit__)
        return program, program.port()

    def test_echo_repeats_the_classic_message(self):
        message = b"This is the message. It will be repeated."
        program, port = self.serve("service=echo&read=4096")
        with kit.connect(port) as client:
            client.sendall(message)
            self.assertEqual(kit.read_exactly(client, len(message)), message)
        program.finish()
        self.assertEqual(program.received("Server 1"), message)

    def test_echo_of_a_mebibyte_is_the_same_byte_for_byte(self):
        data = kit.big()
        _, port = self.serve("service=echo")
        with kit.connect(port) as client:
            sender = threading.Thread(target=lambda: (client.sendall(data), client.shutdown(socket.SHUT_WR)))
            sender.start()
            answer = kit.read_all(client)
            sender.join()
        self.assertEqual(answer, data)

    def test_uppercase_answers_in_capitals(self):
        _, port = self.serve("service=uppercase&read=1024")
        with kit.connect(port) as client:
            client.sendall(b"input lowercase sentence")
            self.assertEqual(kit.read_exactly(client, 24), b"INPUT LOWERCASE SENTENCE")

    def test_uppercase_keeps_letters_that_are_split_between_reads(self):
        text = "grüße, ёлка, ñandú"
        _, port = self.serve("service=uppercase&read=1")
        with kit.connect(port) as client:
            client.sendall(text.encode())
            client.shutdown(socket.SHUT_WR)
            self.assertEqual(kit.read_all(client).decode(), text.upper())

    def test_close_after_reply_ends_the_connection_and_serves_the_next(self):
        program, port = self.serve("service=uppercase&read=1024&close=after-reply")
        for word in (b"one", b"two"):
            with kit.connect(port) as client:
                client.sendall(word)
                self.assertEqual(kit.read_all(client), word.upper())
        program.finish()
        self.assertEqual(len([e for e in program.find(kind="call", family="accept") if e["result"] >= 0]), 2)

    def test_fixed_reply_says_its_words_to_every_message(self):
        _, port = self.serve("service=fixed-reply")
        with kit.connect(port) as client:
            client.sendall(b"anything")
            self.assertEqual(kit.read_exactly(client, 22), b"Received your message!")

    def test_fixed_reply_can_be_given_other_words(self):
        _, port = self.serve("service=fixed-reply&reply=Thank%20you%20%26%20goodbye&close=after-reply")
        with kit.connect(port) as client:
            client.sendall(b"x")
            self.assertEqual(kit.read_all(client), b"Thank you & goodbye")

    def test_hello_is_answered_hi_even_byte_by_byte(self):
        program, port = self.serve("service=hello")
        with kit.connect(port) as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in b"Hello":
                client.sendall(bytes([byte]))
            self.assertEqual(kit.read_exactly(client, 2), b"HI")
        program.wait(kind="note", step="hello-complete")

    def test_hello_that_is_wrong_is_told_so(self):
        program, port = self.serve("service=hello")
        with kit.connect(port) as client:
            client.sendall(b"Help!")
            client.shutdown(socket.SHUT_WR)
            self.assertFalse(kit.read_all(client).startswith(b"HI"))
        program.wait(kind="note", step="hello-wrong")

    def test_a_hundred_clients_at_once_are_all_served(self):
        program, port = self.serve("service=echo")
        clients = [kit.connect(port) for _ in range(100)]
        for number, client in enumerate(clients):
            client.sendall(b"client %d\n" % number)
        for number, client in enumerate(clients):
            expected = b"client %d\n" % number
            self.assertEqual(kit.read_exactly(client, len(expected)), expected)
            client.close()
        program.finish()
        accepted = [e for e in program.find(kind="call", family="accept") if e["result"] >= 0]
        self.assertEqual(len(accepted), 100)

    def test_one_client_at_a_time_takes_the_second_when_the_first_is_done(self):
        program, port = self.serve("service=echo&clients=one")
        first, second = kit.connect(port), kit.connect(port)
        second.sendall(b"second")
        first.sendall(b"first")
        self.assertEqual(kit.read_exactly(first, 5), b"first")
        first.close()
        self.assertEqual(kit.read_exactly(second, 6), b"second")
        second.close()
        program.finish()
        calls = [e for e in program.find(kind="call", endpoint="Server 1") if e["family"] in ("accept", "close") and e["result"] >= 0]
        self.assertEqual([e["family"] for e in calls][:3], ["accept", "close", "accept"])

    def test_a_client_over_the_limit_is_closed_and_the_log_says_so(self):
        program, port = self.serve("service=echo&max-clients=2")
        with kit.connect(port) as one, kit.connect(port) as two, kit.connect(port) as three:
            for client in (one, two):
                client.sendall(b"in")
                self.assertEqual(kit.read_exactly(client, 2), b"in")
            try:
                self.assertEqual(three.recv(1), b"")
            except ConnectionResetError:
                pass
            program.wait(kind="note", step="connection-limit")

    def test_a_peer_that_resets_is_reported_and_the_next_is_served(self):
        program, port = self.serve("service=echo")
        client = kit.connect(port)
        client.sendall(b"x")
        self.assertEqual(client.recv(1), b"x")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        program.wait(kind="call", errno="ECONNRESET")
        program.wait(kind="note", step="reset")
        with kit.connect(port) as after:
            after.sendall(b"y")
            self.assertEqual(after.recv(1), b"y")

    def test_a_slow_reader_pauses_the_reading_and_loses_nothing(self):
        data = kit.big(24 << 20)
        program, port = self.serve("service=echo&max-unread=65536")
        with kit.connect(port) as client:
            sender = threading.Thread(target=lambda: (client.sendall(data), client.shutdown(socket.SHUT_WR)))
            sender.start()
            program.wait(kind="note", step="slow-reader")
            answer = kit.read_all(client)
            sender.join()
        self.assertEqual(answer, data)

    def test_ipv6_is_served_as_well(self):
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError as error:
            self.skipTest(f"no IPv6 here: {error}")
        _, port = self.serve("service=echo", host="[::1]")
        with kit.connect(port, "::1") as client:
            client.sendall(b"six")
            self.assertEqual(kit.read_exactly(client, 3), b"six")


class UdpServers(unittest.TestCase):
    def serve(self, query):
        program = kit.Program("--listen", f"udp://127.0.0.1:0?{query}")
        self.addCleanup(program.__exit__)
        return program, ("127.0.0.1", program.port())

    def test_uppercase_answers_each_datagram(self):
        _, server = self.serve("service=uppercase&read=2048")
        with kit.datagram_socket() as client:
            for sentence in ("input lowercase sentence", "größe"):
                client.sendto(sentence.encode(), server)
                answer, sender = client.recvfrom(2048)
                self.assertEqual(answer.decode(), sentence.upper())
                self.assertEqual(sender, server)

    def test_fixed_reply_answers_each_datagram(self):
        _, server = self.serve("service=fixed-reply")
        with kit.datagram_socket() as client:
            client.sendto(b"This is the message. It will be repeated.", server)
            self.assertEqual(client.recv(4096), b"Received your message!")

    def test_hello_in_a_datagram_is_answered_hi(self):
        _, server = self.serve("service=hello")
        with kit.datagram_socket() as client:
            client.sendto(b"Hello", server)
            self.assertEqual(client.recv(4096), b"HI")

    def test_an_empty_datagram_does_not_silence_the_server(self):
        program, server = self.serve("service=echo")
        with kit.datagram_socket() as client:
            client.sendto(b"", server)
            client.sendto(b"after it", server)
            while (answer := client.recv(100)) == b"":
                pass
            self.assertEqual(answer, b"after it")
        program.wait(kind="call", family="recv", result=0)

    def test_a_peer_that_has_gone_does_not_silence_the_server(self):
        _, server = self.serve("service=echo")
        with kit.datagram_socket() as gone:
            gone.sendto(b"answer me", server)
        with kit.datagram_socket() as client:
            client.sendto(b"still there", server)
            self.assertEqual(client.recv(100), b"still there")

    def test_the_largest_datagram_comes_back_whole(self):
        _, server = self.serve("service=echo")
        data = kit.big(65504) + b"end"
        with kit.datagram_socket() as client:
            client.sendto(data, server)
            self.assertEqual(client.recv(65536), data)


if __name__ == "__main__":
    kit.main()
