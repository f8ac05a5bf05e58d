-- Chats are offered, escalated and held by several agents at once; agents have
-- a presence, skills, and an order in which they come into question.

-- chat_state is 'escalated' for a chat that waits and is. chat_others is a JSON
-- array, or '' when a chat has one holder at most.
ALTER TABLE conversation ADD COLUMN chat_priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN chat_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN chat_agent TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN chat_others TEXT NOT NULL DEFAULT '';
DROP INDEX conversation_waiting;
CREATE INDEX conversation_waiting ON conversation (inbox, chat_priority, chat_arrived, id) WHERE chat_state = 'waiting';
CREATE INDEX conversation_escalated ON conversation (inbox) WHERE chat_state = 'escalated';
CREATE INDEX conversation_deadline ON conversation (inbox, chat_until, chat_arrived, id) WHERE chat_state = 'offered';

-- Who was assigned a chat has it still, and was the last to have one.
UPDATE conversation SET
	chat_agent = coalesce(CAST(body AS TEXT) ->> '$.chat.agent', ''),
	body = CAST(json_set(CAST(body AS TEXT), '$.last_agent', coalesce(CAST(body AS TEXT) ->> '$.chat.agent', '')) AS BLOB)
WHERE chat_state = 'active';

-- A row for each agent who is offered a chat or has it: it changes with them and
-- not with every message.
CREATE TABLE holder (
	agent        TEXT NOT NULL,
	state        TEXT NOT NULL,
	arrived      INTEGER NOT NULL,
	conversation TEXT NOT NULL,
	inbox        TEXT NOT NULL,
	PRIMARY KEY (agent, state, arrived, conversation)
) STRICT, WITHOUT ROWID;
INSERT INTO holder (agent, state, arrived, conversation, inbox)
	SELECT chat_agent, chat_state, chat_arrived, id, inbox FROM conversation WHERE chat_agent <> '';

ALTER TABLE inbox ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0;

-- there: the agent can be offered chats until then. "Available" had no lease, so
-- that nobody is there until they say so again. ended is that of the zero time
-- for never.
ALTER TABLE agent DROP COLUMN available;
ALTER TABLE agent ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN there INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN load INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN capacity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN ended INTEGER NOT NULL DEFAULT -62135596800000000;
ALTER TABLE agent ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
UPDATE agent SET
	load = coalesce(CAST(body AS TEXT) ->> '$.load', 0),
	capacity = coalesce(CAST(body AS TEXT) ->> '$.capacity', 0);

-- Seats have numbers, which stay: those that SQLite gives rows do not.
CREATE TABLE seat_numbered (
	number   INTEGER PRIMARY KEY,
	id       TEXT NOT NULL UNIQUE, -- inbox|agent
	version  INTEGER NOT NULL,
	inbox    TEXT NOT NULL,
	agent    TEXT NOT NULL,
	barred   INTEGER NOT NULL, -- barred, or left
	turn     INTEGER NOT NULL,
	position INTEGER NOT NULL,
	level    INTEGER NOT NULL,
	load     INTEGER NOT NULL,
	capacity INTEGER,
	body     BLOB NOT NULL
) STRICT;
INSERT INTO seat_numbered (id, version, inbox, agent, barred, turn, position, level, load, body)
	SELECT id, version, inbox, agent, 0, coalesce(CAST(body AS TEXT) ->> '$.turn', 0),
		coalesce(CAST(body AS TEXT) ->> '$.position', 0), 1, 0, body
	FROM seat ORDER BY inbox, agent;
DROP TABLE seat;
ALTER TABLE seat_numbered RENAME TO seat;
CREATE INDEX seat_inbox ON seat (inbox, agent);
CREATE INDEX seat_agent ON seat (agent, inbox);
UPDATE seat SET load = (SELECT count(*) FROM holder h WHERE h.agent = seat.agent AND h.inbox = seat.inbox);
UPDATE seat SET body = CAST(json_set(CAST(body AS TEXT), '$.load', load) AS BLOB) WHERE load > 0;

-- A pool is the seats of an inbox: all of them, those whose agents have a skill,
-- or those whose agents have several. name is '', the skill behind a '=', or the
-- skills as a JSON array behind a '&'. The last are made when they are asked for,
-- while others write: upto is the seat that this has come to, and NULL once all
-- who belong into the pool have their places.
CREATE TABLE pool (
	id      INTEGER PRIMARY KEY,
	inbox   TEXT NOT NULL,
	name    TEXT NOT NULL,
	members INTEGER NOT NULL, -- how many places it has
	upto    INTEGER,
	UNIQUE (inbox, name)
) STRICT;

-- A place is that of a seat in a pool. able is all that lets its agent be
-- offered a chat but the end of their lease; the rest are what orders compare,
-- and exact only while it is set. Each order of a mode has an index; that of all the
-- seats of a pool changes with its members only.
CREATE TABLE place (
	seat     INTEGER NOT NULL,
	pool     INTEGER NOT NULL,
	agent    TEXT NOT NULL,
	able     INTEGER NOT NULL,
	turn     INTEGER NOT NULL,
	position INTEGER NOT NULL,
	level    INTEGER NOT NULL,
	load     INTEGER NOT NULL,
	ended    INTEGER NOT NULL,
	PRIMARY KEY (seat, pool)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_pool ON place (pool, seat);
CREATE INDEX place_turn ON place (pool, turn, position, agent) WHERE able;
CREATE INDEX place_level ON place (pool, level DESC, turn, position, agent) WHERE able;
CREATE INDEX place_load ON place (pool, load, turn, position, agent) WHERE able;
CREATE INDEX place_ended ON place (pool, ended, turn, position, agent) WHERE able AND load = 0;

CREATE TRIGGER place_taken AFTER INSERT ON place BEGIN
	UPDATE pool SET members = members + 1 WHERE id = new.pool;
END;
CREATE TRIGGER place_left AFTER DELETE ON place BEGIN
	UPDATE pool SET members = members - 1 WHERE id = old.pool;
END;

-- standing is what the places of a seat must say.
CREATE VIEW standing (seat, agent, inbox, able, turn, position, level, load, ended) AS
	SELECT s.number, s.agent, s.inbox,
		NOT s.barred AND a.there AND (a.capacity = 0 OR a.load < a.capacity)
			AND (coalesce(s.capacity, i.capacity, 0) = 0 OR s.load < coalesce(s.capacity, i.capacity, 0)),
		s.turn, s.position, s.level, a.load, a.ended
	FROM seat s JOIN agent a ON a.id = s.agent LEFT JOIN inbox i ON i.id = s.inbox;

-- named is the pools by their names that seats belong into.
CREATE VIEW named (seat, agent, inbox, name) AS
	SELECT number, agent, inbox, '' FROM seat
	UNION
	SELECT s.number, s.agent, s.inbox, '=' || k.value FROM seat s JOIN agent a ON a.id = s.agent JOIN json_each(a.skills) k
	UNION
	SELECT s.number, s.agent, s.inbox, p.name FROM seat s JOIN agent a ON a.id = s.agent
		JOIN pool p ON p.inbox = s.inbox AND p.name > '&' AND p.name < ''''
		WHERE NOT EXISTS (SELECT 1 FROM json_each(substr(p.name, 2)) k
			WHERE k.value NOT IN (SELECT value FROM json_each(a.skills)));

INSERT INTO pool (inbox, name, members) SELECT DISTINCT inbox, '', 0 FROM seat;
INSERT INTO place (seat, pool, agent, able, turn, position, level, load, ended)
	SELECT s.number, p.id, s.agent, 0, 0, 0, 0, 0, 0 FROM seat s JOIN pool p ON p.inbox = s.inbox;

ALTER TABLE job ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN guard INTEGER NOT NULL DEFAULT 0;
-- By kind: who leases sends must not read through timers that are overdue.
DROP INDEX job_due;
CREATE INDEX job_due ON job (kind, priority, due) WHERE state = 0;

ALTER TABLE log ADD COLUMN inbox TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN was TEXT NOT NULL DEFAULT '';
ALTER TABLE log ADD COLUMN done_by TEXT NOT NULL DEFAULT '';

-- A chat was assigned as soon as somebody was there.
UPDATE log SET kind = 'chat.owner', state = 'accepted' WHERE kind = 'chat.assigned';
