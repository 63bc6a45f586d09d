"""No test may speak to another machine: the product never uses the network at run time (README.md, SECURITY.md)."""

import ipaddress
import socket
import sys

import pytest

_NAMES = frozenset(("", "localhost", socket.gethostname()))
_LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname")
_SPOKEN_TO = ("socket.connect", "socket.sendto", "socket.sendmsg")


def is_this_machine(host):
    """Whether a name or an address is that of the machine on which the tests run."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in _NAMES:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _watch(event, args):
    if event in _LOOKED_UP:
        host = args[0]
    elif event in _SPOKEN_TO and args[0].family in (socket.AF_INET, socket.AF_INET6) and args[1]:
        if event == "socket.connect" and args[0].type != socket.SOCK_STREAM:
            return  # sends nothing; a program learns so by which address others reach this machine
        host = args[1][0]
    else:
        return
    if not is_this_machine(host):
        # No program catches this: it is no Exception.
        pytest.fail(f"{event} to another machine: {host}")


def forbid_others():
    """From now on this process, and each that it forks, fails where it speaks to another machine."""
    sys.addaudithook(_watch)
