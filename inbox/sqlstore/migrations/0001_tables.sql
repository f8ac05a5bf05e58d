-- Columns are what is queried; the rest of a thing is in its body, as JSON.
-- Times are microseconds since 1970 in UTC. What came from a provider is kept
-- as bytes. Every index is paid for by every message: none without a query.

CREATE TABLE account (
	id       TEXT PRIMARY KEY,
	version  INTEGER NOT NULL,
	provider TEXT NOT NULL,
	number   TEXT NOT NULL,
	waba     TEXT NOT NULL,
	body     BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_number ON account (provider, number) WHERE number <> '';
CREATE INDEX account_waba ON account (provider, waba);

CREATE TABLE inbox (
	id      TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	body    BLOB NOT NULL
) STRICT;

CREATE TABLE agent (
	id        TEXT PRIMARY KEY,
	version   INTEGER NOT NULL,
	available INTEGER NOT NULL,
	body      BLOB NOT NULL
) STRICT;

CREATE TABLE seat (
	id      TEXT PRIMARY KEY, -- inbox|agent
	version INTEGER NOT NULL,
	inbox   TEXT NOT NULL,
	agent   TEXT NOT NULL,
	body    BLOB NOT NULL
) STRICT;
CREATE INDEX seat_inbox ON seat (inbox);
CREATE INDEX seat_agent ON seat (agent, inbox);

CREATE TABLE contact (
	id      TEXT PRIMARY KEY,
	version INTEGER NOT NULL,
	body    BLOB NOT NULL
) STRICT;

-- log_seq counts the conversation's log entries; it is ours and not versioned.
CREATE TABLE conversation (
	id           TEXT PRIMARY KEY,
	version      INTEGER NOT NULL,
	log_seq      INTEGER NOT NULL,
	organization TEXT NOT NULL,
	inbox        TEXT NOT NULL,
	last_at      INTEGER NOT NULL,
	chat_state   TEXT NOT NULL,
	chat_arrived INTEGER NOT NULL,
	body         BLOB NOT NULL
) STRICT;
-- One index serves both lists: that of an organization merges its inboxes'.
CREATE INDEX conversation_list ON conversation (organization, inbox, last_at, id);
CREATE INDEX conversation_waiting ON conversation (inbox, chat_arrived, id) WHERE chat_state = 'waiting';

-- log_place counts the entries of conversations that do not exist yet.
CREATE TABLE log_place (
	conversation TEXT PRIMARY KEY,
	seq          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
	id           TEXT PRIMARY KEY, -- account|address
	version      INTEGER NOT NULL,
	account      TEXT NOT NULL,
	address      TEXT NOT NULL,
	conversation TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- fate is what became of the message, as JSON; NULL = nothing yet. It and what
-- names the provider are all that ever changes.
CREATE TABLE message (
	id           TEXT PRIMARY KEY,
	conversation TEXT NOT NULL,
	account      TEXT NOT NULL,
	chat         TEXT NOT NULL,
	provider_id  TEXT NOT NULL,
	provider_key BLOB, -- a hash of account and provider_id; NULL without one
	at           INTEGER NOT NULL,
	seq          INTEGER NOT NULL,
	fate         BLOB,
	body         BLOB NOT NULL,
	raw          BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX message_provider ON message (provider_key);
CREATE INDEX message_page ON message (conversation, at, seq);

-- A held fact has a row for each name under which its message may appear.
CREATE TABLE fact_held (
	id      INTEGER PRIMARY KEY,
	subject TEXT NOT NULL,
	until   INTEGER NOT NULL,
	body    BLOB NOT NULL,
	UNIQUE (subject, body)
) STRICT;
CREATE INDEX fact_held_until ON fact_held (until);

-- state: 0 waits, 1 is leased, 2 dead, 3 uncertain. Done ones are deleted, and
-- AUTOINCREMENT never gives their ids again, so that an old fence fits nothing.
CREATE TABLE job (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	state        INTEGER NOT NULL,
	kind         TEXT NOT NULL,
	lane         TEXT NOT NULL,
	single       TEXT NOT NULL,
	priority     INTEGER NOT NULL,
	due          INTEGER NOT NULL,
	account      TEXT NOT NULL,
	conversation TEXT NOT NULL,
	message      TEXT NOT NULL,
	inbox        TEXT NOT NULL,
	fence        INTEGER NOT NULL,
	attempt      INTEGER NOT NULL,
	lapsed       INTEGER NOT NULL,
	until        INTEGER NOT NULL,
	reason       TEXT NOT NULL
) STRICT;
CREATE INDEX job_due ON job (priority, due) WHERE state = 0;
CREATE INDEX job_until ON job (until) WHERE state = 1;
CREATE INDEX job_lane ON job (lane) WHERE lane <> '' AND state < 2;
CREATE INDEX job_single ON job (single) WHERE single <> '' AND state = 0;

CREATE TABLE dedupe (
	key   TEXT PRIMARY KEY,
	until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dedupe_until ON dedupe (until);

CREATE TABLE log (
	id           INTEGER PRIMARY KEY,
	kind         TEXT NOT NULL,
	at           INTEGER NOT NULL,
	seq          INTEGER NOT NULL,
	account      TEXT NOT NULL,
	waba         TEXT NOT NULL,
	conversation TEXT NOT NULL,
	chat         TEXT NOT NULL,
	message      TEXT NOT NULL,
	agent        TEXT NOT NULL,
	state        TEXT NOT NULL,
	raw          BLOB NOT NULL
) STRICT;

CREATE TABLE kept (
	id       TEXT PRIMARY KEY,
	reason   TEXT NOT NULL,
	provider TEXT NOT NULL,
	at       INTEGER NOT NULL,
	number   TEXT NOT NULL,
	waba     TEXT NOT NULL,
	path     TEXT NOT NULL,
	problem  TEXT NOT NULL,
	part     BLOB,
	body     BLOB
) STRICT;
CREATE INDEX kept_at ON kept (at, id);
