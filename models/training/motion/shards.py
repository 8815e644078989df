"""
Turns what `Write Training Scenes... content=clips` writes into a shard that NumPy maps into memory.

    shards.py STREAM PREFIX

STREAM is a file or a named pipe; PREFIX-<first seed>.npy and .info.npy appear when they are complete. See data.py.
"""
