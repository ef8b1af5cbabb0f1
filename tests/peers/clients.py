#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT
"""Our clients, answered by servers made of Python's socket module."""

import socket
import struct
import tempfile
import unittest

import kit


class TcpClients(unittest.TestCase):
    def setUp(self):
        self.listener, self.port = kit.listener()
        self.addCleanup(self.listener.close)

    def client(self, *arguments, query=""):
        program = kit.Program("--connect", f"tcp://127.0.0.1:{self.port}{query}", *arguments)
        self.addCleanup(program.__exit__)
        return program

    def accept(self):
        connection, peer = kit.accept(self.listener)
        self.addCleanup(connection.close)
        return connection, peer

    def test_the_classic_message_goes_out_and_its_echo_comes_in(self):
        message = b"This is the message. It will be repeated."
        program = self.client("--send", message.decode(), "--until-closed")
        connection, _ = self.accept()
        self.assertEqual(kit.read_exactly(connection, len(message)), message)
        connection.sendall(message)
        connection.close()
        self.assertEqual(program.status(), 0)
        self.assertEqual(program.received("Client 1"), message)

    def test_the_server_of_capitals_is_understood(self):
        program = self.client("--send", "input lowercase sentence", "--until-closed")
        connection, _ = self.accept()
        sentence = connection.recv(1024).decode()
        connection.send(sentence.upper().encode())
        connection.close()
        self.assertEqual(program.status(), 0)
        self.assertEqual(program.received("Client 1"), b"INPUT LOWERCASE SENTENCE")

    def test_escapes_hex_and_line_endings_arrive_as_written(self):
        program = self.client("--send", r"a\x00b\tc\\", "--send-hex", "00 ff 0a", "--line-ending", "crlf", "--send", "end")
        expected = b"a\x00b\tc\\" + b"\x00\xff\n" + b"end\r\n"
        connection, _ = self.accept()
        self.assertEqual(kit.read_exactly(connection, len(expected)), expected)
        self.assertEqual(program.terminate(), 0)
        self.assertEqual(kit.read_all(connection), b"")

    def test_a_file_arrives_byte_for_byte(self):
        data = kit.big(3 << 20) + b"odd"
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            program = self.client("--send-file", file.name, "--until-closed")
            connection, _ = self.accept()
            self.assertEqual(kit.read_exactly(connection, len(data)), data)
            connection.close()
            self.assertEqual(program.status(), 0)
        program.wait(kind="note", step="file-done")

    def test_a_file_that_is_not_there_is_our_own_failure(self):
        program = self.client("--send-file", "/nonexistent/file", "--until-idle", "1")
        self.accept()
        self.assertEqual(program.status(), 1)

    def test_the_local_address_and_port_are_what_the_server_sees(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            local = probe.getsockname()[1]
        program = self.client(query=f"?local=127.0.0.1:{local}")
        _, peer = self.accept()
        self.assertEqual(peer, ("127.0.0.1", local))
        program.wait(kind="call", step="bind", result=0)

    def test_a_name_is_looked_up(self):
        program = kit.Program("--connect", f"tcp://localhost:{self.port}", "--send", "by name", "--until-closed")
        self.addCleanup(program.__exit__)
        connection, _ = self.accept()
        self.assertEqual(kit.read_exactly(connection, 7), b"by name")
        connection.close()
        self.assertEqual(program.status(), 0)

    def test_a_server_that_resets_is_no_failure_of_ours(self):
        program = self.client("--send", "x", "--until-closed")
        connection, _ = self.accept()
        self.assertEqual(kit.read_exactly(connection, 1), b"x")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        self.assertEqual(program.status(), 0)
        self.assertTrue(program.find(kind="note", step="reset"))

    def test_a_mebibyte_from_the_server_is_read_whole(self):
        data = kit.big()
        program = self.client("--until-closed")
        connection, _ = self.accept()
        connection.sendall(data)
        connection.close()
        self.assertEqual(program.status(), 0)
        taken = sum(call["result"] for call in program.reads("Client 1"))
        self.assertEqual(taken, len(data))

    def test_two_clients_are_two_connections(self):
        url = f"tcp://127.0.0.1:{self.port}"
        program = kit.Program("--connect", url, "--send", "one", "--connect", url, "--send", "two")
        self.addCleanup(program.__exit__)
        got = set()
        for _ in range(2):
            connection, _ = self.accept()
            got.add(kit.read_exactly(connection, 3))
        self.assertEqual(got, {b"one", b"two"})
        self.assertEqual(program.terminate(), 0)


class UdpClients(unittest.TestCase):
    def test_a_datagram_goes_out_and_its_answer_comes_in(self):
        with kit.datagram_socket() as server:
            port = server.getsockname()[1]
            with kit.Program("--connect", f"udp://127.0.0.1:{port}", "--send", "input lowercase sentence") as program:
                data, client = server.recvfrom(2048)
                server.sendto(data.upper(), client)
                program.wait(lambda e: kit.payload(e) == b"INPUT LOWERCASE SENTENCE", kind="call", family="recv")
                self.assertEqual(program.terminate(), 0)

    def test_each_send_is_one_datagram(self):
        with kit.datagram_socket() as server:
            port = server.getsockname()[1]
            with kit.Program("--connect", f"udp://127.0.0.1:{port}", "--send", "one", "--send", "two"):
                self.assertEqual(server.recv(2048), b"one")
                self.assertEqual(server.recv(2048), b"two")


class BothSides(unittest.TestCase):
    def test_our_server_and_our_client_talk_in_one_program(self):
        with kit.Program("--listen", "tcp://127.0.0.1:0?service=uppercase",
                         "--connect", "tcp://@1", "--send", "hello") as program:
            program.wait(lambda e: kit.payload(e) == b"HELLO", kind="call", family="recv", endpoint="Client 1")
            self.assertEqual(program.received("Server 1"), b"hello")
            self.assertEqual(program.terminate(), 0)


if __name__ == "__main__":
    kit.main()
