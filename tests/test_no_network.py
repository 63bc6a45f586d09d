"""What watches over the tests (`tests.this_machine_only`) does so: README.md says that nothing uses the network."""

import socket

import pytest

ELSEWHERE = "192.0.2.1"
"""An address that no machine has (RFC 5737)."""


def test_a_connection_to_another_machine_fails():
    with socket.socket() as one, pytest.raises(pytest.fail.Exception, match=ELSEWHERE):
        one.connect((ELSEWHERE, 443))


def test_a_packet_to_another_machine_fails():
    with (
        socket.socket(type=socket.SOCK_DGRAM) as one,
        pytest.raises(pytest.fail.Exception, match=ELSEWHERE),
    ):
        one.sendto(b"x", (ELSEWHERE, 53))


def test_a_name_of_another_machine_is_not_even_looked_up():
    with pytest.raises(pytest.fail.Exception, match=r"example\.invalid"):
        socket.create_connection(("example.invalid", 443))


def test_this_machine_may_be_spoken_to():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as one,
    ):
        assert one.getpeername() == server.getsockname()
