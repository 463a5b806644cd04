#!/bin/sh
# Runs a command where it can do no harm: no network but a loopback of its own, no other processes, every file system
# read-only but one folder. For programs that run hostile submissions in the open. Started by `unshare` as root:
#   unshare --mount --pid --net --ipc --uts --fork --kill-child sh guard.sh FOLDER PORT PYTHON COMMAND...
# Memory and processes are limited by control groups that the caller has joined.
set -eu
folder=$1 port=$2 python=$3
shift 3
mount --make-rprivate /
mount --bind "$folder" "$folder"
mount -t proc proc /proc
for hidden in /tmp /run /dev/shm /mnt /sys; do [ ! -d "$hidden" ] || mount -t tmpfs -o size=16m none "$hidden"; done
mount -o remount,bind,ro /
# Whatever else is mounted writeable, but our folder, would be a way out.
awk '{print $2}' /proc/self/mounts | while read -r place; do
    case $place in / | /proc | /tmp | /run | /dev/shm | /mnt | /sys | "$folder") continue ;; esac
    mount -o remount,bind,ro "$place" 2>/dev/null || true
done
export HOME="$folder/home" TMPDIR="$folder/tmp" PATH="$(dirname "$python"):$PATH"
mkdir -p "$HOME" "$TMPDIR"
# A listener, to see whether a submission has a network at all.
"$python" - "$port" "$folder/leaks/network" <<'EOF' &
import fcntl, socket, struct, sys
lo = struct.pack("16sh", b"lo", 0x1 | 0x40)
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, lo)
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    with server.accept()[0] as caller:
        open(sys.argv[2], "wb").write(caller.recv(100))
EOF
sleep 0.3
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
