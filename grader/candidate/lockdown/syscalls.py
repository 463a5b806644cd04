"""System call numbers of the two architectures that are supported, and which of them are refused.

The lists are deny-lists with a ceiling: CUDA and numerical libraries use too many calls for an
allow-list that survives an upgrade, and every call newer than the ceiling is refused as unknown.
Numbers are taken from the kernel's own headers; ``tests/sandbox`` compares them where headers exist.
"""

from __future__ import annotations

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CEILING = 462
"""``mseal``: the newest call that was reviewed. What is newer does not exist for a candidate."""

# name -> (x86_64, aarch64); None where the architecture has no such call
NUMBERS: dict[str, tuple[int | None, int | None]] = {
    # other processes: look, touch, trace
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "migrate_pages": (256, 238), "move_pages": (279, 239), "setpriority": (141, 140), "ioprio_set": (251, 30),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    # other programs
    "execve": (59, 221), "execveat": (322, 281), "uselib": (134, None), "personality": (135, 92),
    "modify_ldt": (154, None), "seccomp": (317, 277), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    # namespaces and mounts
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41), "mount": (165, 40),
    "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "statmount": (457, 457), "listmount": (458, 458), "swapon": (167, 224), "swapoff": (168, 225),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    # the machine
    "reboot": (169, 142), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "acct": (163, 89), "syslog": (103, 116),
    "sethostname": (170, 161), "setdomainname": (171, 162), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "iopl": (172, None), "ioperm": (173, None),
    "vhangup": (153, 58), "nfsservctl": (180, 42), "lookup_dcookie": (212, 18), "ustat": (136, None),
    "sysfs": (139, None),
    # large attack surface that numerical code does not need
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "fanotify_init": (300, 262), "fanotify_mark": (301, 263), "set_mempolicy": (238, 237),
    "set_mempolicy_home_node": (450, 450), "mbind": (237, 235), "mknod": (133, None), "mknodat": (259, 33),
    # memory and messages that outlive a process
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "mq_timedsend": (242, 182), "mq_timedreceive": (243, 183), "mq_notify": (244, 184), "mq_getsetattr": (245, 185),
    # state that outlives a process, in what it shares with others; asynchronous requests
    "flock": (73, 32), "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "io_setup": (206, 0), "io_submit": (209, 2), "io_pgetevents": (333, 292),
    # new endpoints: the one channel is open already
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242),
}  # fmt: skip

# names, owners, modes, times and attributes of files: Landlock does not know them, so without a private root they reach
# every file that the user owns
FILE_NAMES: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
}  # fmt: skip

# refused depending on their arguments (or only in some modes): see ``seccomp.program``
CONDITIONAL: dict[str, tuple[int | None, int | None]] = {
    "clone": (56, 220), "clone3": (435, 435), "fork": (57, None), "vfork": (58, None), "socketpair": (53, 199),
    "prctl": (157, 167), "ioctl": (16, 29), "fcntl": (72, 25), "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122), "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
}  # fmt: skip

# used by the lockdown itself; the same number everywhere
LANDLOCK_CREATE, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT, MOUNT_SETATTR = 444, 445, 446, 442


def number(name: str, machine: str) -> int | None:
    """The number of ``name`` on ``machine`` (as ``os.uname().machine`` says), None where it does not exist."""
    pair = NUMBERS.get(name) or FILE_NAMES.get(name) or CONDITIONAL[name]
    return pair[0] if machine == "x86_64" else pair[1]
