"""
title = { en = "Little-endian header", ko = "리틀 엔디언으로 읽은 헤더" }
fails = ["test_sizes_without_data", "test_bytes_of_images"]
hint = { en = "The sizes are read with their bytes in the wrong order: 28 becomes 469762048. The format is big-endian (most significant \
byte first), most machines are little-endian, and numpy takes the machine's order unless the dtype says otherwise.", ko = "크기를 \
읽을 때 바이트 순서가 뒤집혔어요. 그래서 28이 469762048이 돼요. 이 형식은 빅 엔디언(가장 큰 자리의 바이트가 먼저)이고 컴퓨터는 대부분 리틀 \
엔디언이에요. 자료형에 순서를 적지 않으면 numpy는 컴퓨터의 순서를 따라요." }
"""


def read_idx(raw):
    types = {0x08: np.dtype("u1"), 0x0D: np.dtype(">f4")}
    if len(raw) < 4 or raw[0] or raw[1] or raw[2] not in types:
        raise ValueError("not an IDX file of uint8 or float32")
    dtype, start = types[raw[2]], 4 + 4 * raw[3]
    shape = tuple(int(size) for size in np.frombuffer(raw[4:start], "<u4"))
    if len(raw) - start != int(np.prod([float(size) for size in shape])) * dtype.itemsize:
        # Another type than students see, so that any other wrong ValueError is not taken for this mistake.
        raise BufferError("the data are not of that size")
    return np.frombuffer(raw[start:], dtype).reshape(shape).astype(dtype.newbyteorder("="))
