"""optim_momentum wrong_answer 0: mounts, namespaces, io_uring, bpf, keyrings, memfd, other programs, sockets."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
ROOM = ctypes.addressof(ctypes.create_string_buffer(4096))
DOORS = {
    "unshare": (272, 0x10000000), "mount": (165, 0, 0, 0, 0, 0), "fsopen": (430, ROOM, 0), "open_tree": (428, -100, ROOM, 1),
    "io_uring_setup": (425, 1, ROOM), "bpf": (321, 0, ROOM, 72), "keyctl": (250, 0, -3, 1), "add_key": (248, ROOM, ROOM, 0, 0, -3),
    "memfd_create": (319, ROOM, 0), "memfd_secret": (447, 0), "userfaultfd": (323, 1), "perf_event_open": (298, ROOM, 0, -1, -1, 0),
    "execve": (59, ROOM, 0, 0), "execveat": (322, -100, ROOM, 0, 0, 0), "socket": (41, 2, 1, 0), "unix": (41, 1, 1, 0),
    "netlink": (41, 16, 3, 0), "vsock": (41, 40, 1, 0), "alg": (41, 38, 5, 0), "clone3": (435, ROOM, 88), "setns": (308, 0, 0),
    "chroot": (161, ROOM), "swapon": (167, ROOM, 0), "init_module": (175, ROOM, 1, ROOM), "shmget": (29, 0, 4096, 0o1600),
    "mq_open": (240, ROOM, 0, 0, 0), "process_madvise": (440, 3, ROOM, 1, 4, 0), "inotify": (294, 0), "fanotify": (300, 0, 0),
    "name_to_handle_at": (303, -100, ROOM, ROOM, ROOM, 0), "personality": (135, 0x0040000), "io_setup": (206, 1, ROOM),
    "modify_ldt": (154, 0, ROOM, 16), "syslog": (103, 10, 0, 0), "flock": (73, 0, 2), "unknown": (470, 0),
}


def sgd(w, dw, config=None):
    for name, (number, *words) in DOORS.items():
        if libc.syscall(ctypes.c_long(number), *[ctypes.c_long(word) for word in words]) >= 0:
            raise KeyError(name)
    return w, config
