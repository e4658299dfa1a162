"""The tables of the index."""

from __future__ import annotations

VERSION = 4
"""An index of any other version is rebuilt."""

QUANTITIES = (
    *("time", "hour", "likes", "replies", "depth", "words", "segments"),
    *("deleted", "accepted", "badge", "op", "edited", "link", "number", "question", "quote"),
)
"""What `query.nodes.Within` can name. NULL: no comment has the number."""

TABLES = """
CREATE TABLE root (                  -- what was refreshed: folders and single files
    path BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,       -- absolute; links are kept
    device INTEGER, inode INTEGER, size INTEGER, modified INTEGER,  -- the version; NULL: its status is not known
    content INTEGER NOT NULL,        -- of a folder that is one file, a hash of the status of all its files; or 0
    reason TEXT NOT NULL,            -- why it is not a discussion
    parts INTEGER NOT NULL,          -- how many discussions it has
    is_partial INTEGER NOT NULL,     -- whether only its beginning was read
    is_indexed INTEGER NOT NULL      -- whether all its words are indexed; otherwise every search reads it
);
CREATE INDEX file_not_indexed ON file (is_indexed) WHERE is_indexed = 0;
CREATE TABLE quantity (              -- the least and the most of the numbers that the comments of a file have
    file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
    {quantities}
);
CREATE TABLE part (                  -- the first discussions of each file
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    part INTEGER NOT NULL,           -- from 1
    title TEXT NOT NULL,
    family TEXT NOT NULL,            -- the name of the format
    comments INTEGER, newest INTEGER,
    PRIMARY KEY (file, part)
) WITHOUT ROWID;
CREATE TABLE identity (              -- of the parts of files that were read as a whole
    file INTEGER NOT NULL,
    part INTEGER NOT NULL,
    address INTEGER NOT NULL,        -- hash of the canonical address; 0 if the page states none
    keys BLOB NOT NULL,              -- `identity.matching.telling_keys`: signed 64-bit integers, little-endian
    ids BLOB NOT NULL, words BLOB NOT NULL,  -- `identity.fingerprints`: one for each comment
    texts BLOB NOT NULL, timed BLOB NOT NULL,
    FOREIGN KEY (file, part) REFERENCES part ON DELETE CASCADE
);
CREATE INDEX identity_part ON identity (file, part);
""".replace("{quantities}", ", ".join(f"{name}_least INTEGER, {name}_most INTEGER" for name in QUANTITIES))

WORD_TABLES = """
CREATE TABLE IF NOT EXISTS passage ( -- some comments of a file, whose words are those of this row of `words`
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS passage_file ON passage (file);
CREATE TABLE IF NOT EXISTS vocabulary ( -- all words, to find those that contain some letters
    word TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    text,                            -- each once, divided and folded by `library.words`, so that ASCII rules do
    content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '_'"
);
"""
"""The index of words. Where SQLite has no FTS5 it is left out. A row of `words` cannot be deleted without its text: it
is dead when its passage is gone, and all of it is made anew when too many are."""

DROP_WORDS = """
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS vocabulary;
DROP TABLE IF EXISTS passage;
UPDATE file SET is_indexed = 0 WHERE is_indexed = 1;
"""
