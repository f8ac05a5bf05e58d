package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/routing"
)

// combination is several skills that chats of an inbox need together; name is
// that of their pool.
type combination struct {
	inbox inbox.InboxID
	name  string
}

// poolName is the name of the pool of those who have all the skills, which are
// sorted and each there once.
func poolName(skills []routing.Skill) string {
	switch len(skills) {
	case 0:
		return ""
	case 1:
		return "=" + string(skills[0])
	default:
		return "&" + texts(skills, "")
	}
}

// poolNames are those of the pools that one must be in to have all the skills.
func poolNames(skills []routing.Skill) string {
	names := make([]string, 0, len(skills)+1)
	for _, skill := range skills {
		names = append(names, "="+string(skill))
	}
	if len(names) == 0 {
		names = append(names, "")
	}
	return texts(names, "")
}

// args are those of a statement about a combination, behind two of its own.
func (c combination) args(one, two any) []any {
	var skills []routing.Skill
	_ = json.Unmarshal([]byte(c.name[1:]), &skills) // it is as poolName made it
	return []any{one, two, string(c.inbox), c.name, poolNames(skills)}
}

// The parts of statements that find who has all the skills. Their own pool has
// just these, if it is there and whole; else that of the rarest is the least that
// can have to be walked, and who is in it is tested for the others. ?3 is the
// inbox, ?4 the pool's name, and ?5 the names of the skills' pools.
const (
	ownPool    = `(SELECT id FROM pool WHERE inbox = ?3 AND name = ?4 AND upto IS NULL)`
	skillPools = ` FROM pool WHERE inbox = ?3 AND name IN (SELECT value FROM json_each(?5))`
	rarest     = `(SELECT id` + skillPools + ` ORDER BY members LIMIT 1)`
	haveAll    = `(SELECT count(*) FROM place o WHERE o.seat = p.seat AND o.pool IN (SELECT id` + skillPools + `)) = json_array_length(?5)`
	combined   = `p.pool = coalesce(` + ownPool + `, ` + rarest + `) AND (` + ownPool + ` IS NOT NULL OR ` + haveAll + `)`
)

type combinationStmts struct{ pooled, count stmt }

func (p *stmts) combinations(ctx context.Context) combinationStmts {
	return combinationStmts{
		pooled: p.prepare(ctx, `SELECT inbox, name, upto IS NULL FROM pool WHERE name > '&' AND name < ''''`),
		count: p.prepare(ctx, `SELECT coalesce((SELECT min(members)`+skillPools+`), 0),
			(SELECT count(*) FROM (SELECT 1 FROM place p WHERE `+combined+` LIMIT ?1))`),
	}
}

// members returns how many have the rarest skill, and how many all of them, which
// it counts up to most.
func (r *reader) members(c combination, most int64) (one, all int64, err error) {
	_, err = r.combinations.count.one(c.args(most, nil), &one, &all)
	return one, all, err
}

// pooled is a combination that has a pool, which may not be whole.
type pooled struct {
	combination

	whole bool
}

func (r *reader) pooled() ([]pooled, error) {
	return collect(r.combinations.pooled, nil, func(rows *sql.Rows) (p pooled, err error) {
		var id string
		err = rows.Scan(&id, &p.name, &p.whole)
		p.inbox = inbox.InboxID(id)
		return p, err
	})
}
