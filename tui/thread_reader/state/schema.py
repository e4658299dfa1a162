"""The tables of the state database, and how older ones become the present ones.

Of a page only fingerprints are stored: hashes of ids, authors and words. Words are stored where the user wrote them
(notes, tags, queries) or chose to keep them (the first words of a comment with a star or a note, the name of an author
with a tag, a colour or a mute).
"""

from __future__ import annotations

VERSION_1 = """
CREATE TABLE discussion (
    id INTEGER PRIMARY KEY,
    address INTEGER NOT NULL,        -- hash of the canonical address; 0 if the page states none
    ids BLOB NOT NULL,               -- for each comment that was ever seen, numbered from 0, a signed 64-bit integer,
                                     -- little-endian: hash of its id
    words BLOB NOT NULL,             -- the same: hash of its author and first words
    texts BLOB NOT NULL,             -- the same: hash of its whole text as it was last seen
    read BLOB NOT NULL,              -- bit n % 8 of byte n / 8: comment n is read
    format TEXT NOT NULL,            -- the format of the save that was last opened: texts of two formats differ
    place TEXT NOT NULL,             -- JSON: where the reader was, folds, order, filter, pane
    opened INTEGER NOT NULL          -- seconds since 1970: when it was last opened
);
CREATE TABLE sample (                -- fingerprints by which a discussion is found again
    key INTEGER NOT NULL,
    discussion INTEGER NOT NULL REFERENCES discussion ON DELETE CASCADE,
    PRIMARY KEY (key, discussion)
) WITHOUT ROWID;
CREATE INDEX sample_discussion ON sample (discussion);
CREATE INDEX discussion_address ON discussion (address) WHERE address != 0;
CREATE TABLE file (                  -- the files that discussions were read from
    path BLOB NOT NULL,
    part INTEGER NOT NULL,           -- the number of the discussion in the file, from 1
    device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    discussion INTEGER NOT NULL REFERENCES discussion ON DELETE CASCADE,
    comments INTEGER NOT NULL,       -- how many comments the file has
    numbers BLOB NOT NULL,           -- the number of each comment, 4 bytes little-endian; empty: 0, 1, 2 ...
    PRIMARY KEY (path, part)
) WITHOUT ROWID;
CREATE INDEX file_discussion ON file (discussion);
CREATE TABLE star (
    discussion INTEGER NOT NULL REFERENCES discussion ON DELETE CASCADE,
    comment INTEGER NOT NULL,
    added INTEGER NOT NULL,          -- seconds since 1970
    author TEXT NOT NULL, quote TEXT NOT NULL,
    PRIMARY KEY (discussion, comment)
) WITHOUT ROWID;
CREATE TABLE note (
    discussion INTEGER NOT NULL REFERENCES discussion ON DELETE CASCADE,
    comment INTEGER NOT NULL,
    segment INTEGER NOT NULL,        -- from 0; -1 for the whole comment
    changed INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL, quote TEXT NOT NULL,
    PRIMARY KEY (discussion, comment, segment)
) WITHOUT ROWID;
CREATE TABLE mark (
    discussion INTEGER NOT NULL REFERENCES discussion ON DELETE CASCADE,
    letter TEXT NOT NULL,
    comment INTEGER NOT NULL,
    segment INTEGER NOT NULL,        -- from 0; -1 for the whole comment
    PRIMARY KEY (discussion, letter)
) WITHOUT ROWID;
CREATE TABLE query (                 -- queries that were used
    text TEXT PRIMARY KEY,
    used INTEGER NOT NULL            -- the latest has the largest number
) WITHOUT ROWID;
"""

VERSION_2 = """
CREATE TABLE progress (              -- what is written every two seconds. A discussion has megabytes in the same row.
    discussion INTEGER PRIMARY KEY REFERENCES discussion ON DELETE CASCADE,
    read BLOB NOT NULL,              -- bit n % 8 of byte n / 8: comment n is read
    place TEXT NOT NULL              -- JSON: where the reader was, folds, order, filter, pane
);
INSERT INTO progress SELECT id, read, place FROM discussion;
UPDATE discussion SET read = x'', place = '';  -- empty from now on: older versions of SQLite cannot drop columns
CREATE TABLE author (                -- what the user has marked of authors, in all discussions of a site
    site TEXT NOT NULL,
    name BLOB NOT NULL,              -- UTF-8; lone surrogates are encoded as if they were characters
    tag TEXT NOT NULL,               -- empty for none
    colour TEXT NOT NULL,            -- a name, or empty
    muted INTEGER NOT NULL,
    PRIMARY KEY (site, name)
) WITHOUT ROWID;
CREATE TABLE saved_query (
    text TEXT PRIMARY KEY,
    saved INTEGER NOT NULL           -- the latest has the largest number
) WITHOUT ROWID;
"""

VERSION_3 = """
ALTER TABLE discussion ADD COLUMN timed BLOB NOT NULL DEFAULT x'';  -- as `words`: hash of author, first words and time;
                                     -- empty until the discussion is opened
"""

MIGRATIONS = (VERSION_1, VERSION_2, VERSION_3)
"""What makes each version of the one before; the first one of an empty database."""
VERSION = len(MIGRATIONS)
