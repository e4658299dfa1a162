"""What is remembered between runs, in the XDG state folder: where the user was, what is read, stars, notes, marks.

`folder` has the folder and its files, `schema` the tables and their versions, `database` opens them. `discussions`
tells which discussion a file is, `marks` writes what the user did, and `worker` runs all of it in a thread of its own,
so that no key waits for a disk.
"""
