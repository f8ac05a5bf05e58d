package cloudapi_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

const blockPath = "/" + numberID + "/block_users"

var (
	ann  = whatsapp.Address{Phone: "16505550123", User: "US.13491208655302741918"}
	bob  = whatsapp.Address{Phone: "+49 151 00000002"}
	cleo = whatsapp.Address{User: "DE.5551"}
)

func TestBlock(t *testing.T) {
	t.Parallel()
	c, p := talk(t, ok(
		`{"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"+16505550123","wa_id":"16505550123"}]}}`,
		`{"messaging_product":"whatsapp","block_users":{"removed_users":[{"input":"DE.5551","user_id":"DE.5551"}]}}`,
	)...)
	if err := c.Block(t.Context(), ann, bob, cleo); err != nil {
		t.Error(err)
	}
	if err := c.Unblock(t.Context(), cleo); err != nil {
		t.Error(err)
	}
	p.was(t,
		"POST "+blockPath+` {"block_users":[{"user":"+16505550123"},{"user":"+4915100000002"},{"user_id":"DE.5551"}],"messaging_product":"whatsapp"}`,
		"DELETE "+blockPath+` {"block_users":[{"user_id":"DE.5551"}],"messaging_product":"whatsapp"}`,
	)
}

// TestBlockPartly reads those who failed from a success and from a refusal.
func TestBlockPartly(t *testing.T) {
	t.Parallel()
	window := whatsapp.Failure{
		Code: 131047, Message: "Re-engagement required", Details: "not in 24 hours", Class: whatsapp.WindowClosed,
	}
	const lists = `"block_users":{"added_users":[{"input":"+4915100000002","wa_id":"4915100000002"}],"failed_users":[
		{"input":"DE.5551","user_id":"DE.5551","errors":[{"code":"139103","title":"Internal"}]},
		{"input":"+16505550123","wa_id":"16505550123","errors":[
			{"message":"Re-engagement required","code":131047,"error_data":{"details":"not in 24 hours"}},{"code":1}]},
		{"input":"?","wa_id":"4915100000009","errors":[]}]}`
	failed := []provider.BlockFailure{
		{Who: ann, Failure: window},
		{Who: cleo, Failure: whatsapp.Failure{Code: 139103, Title: "Internal", Class: whatsapp.RetryLater}},
		{Who: whatsapp.Address{Phone: "4915100000009"}},
	}
	for name, tc := range map[string]struct {
		answer answer
		code   int
	}{
		"a refusal": {answer{400, `{"error":{"message":"(#139100) Canary Name","code":139100},` + lists + `}`}, 139100},
		"a success": {answer{200, `{` + lists + `}`}, 0},
		"both":      {answer{200, `{"error":{"code":139100},` + lists + `}`}, 139100},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := talk(t, tc.answer)
			err := c.Block(t.Context(), ann, bob, cleo)
			var e *provider.BlockError
			if !errors.As(err, &e) {
				t.Fatalf("Block = %v", err)
			}
			if diff := cmp.Diff(failed, e.Failed); diff != "" {
				t.Error(diff)
			}
			if e.Cause.Kind != provider.Invalid || e.Cause.Code != tc.code || e.Cause.Op != "block" || !errors.Is(err, provider.Invalid) {
				t.Errorf("the cause is %v", e.Cause)
			}
			if strings.Contains(err.Error(), "Canary") || strings.Contains(err.Error(), "650555") {
				t.Errorf("the error names somebody: %v", err)
			}
		})
	}
}

// TestBlockRefused has refusals that name nobody.
func TestBlockRefused(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		answer answer
		kind   provider.Kind
	}{
		{coded(400, "139100"), provider.Invalid},
		{coded(400, "139101"), provider.Invalid},
		{coded(400, "139102"), provider.Unavailable},
		{answer{400, `{"error":{"code":139100},"block_users":[]}`}, provider.Invalid},
		{answer{200, `<html>`}, provider.Unavailable},
	} {
		c, _ := talk(t, tc.answer)
		err := c.Unblock(t.Context(), ann)
		var partly *provider.BlockError
		if provider.KindOf(err) != tc.kind || errors.As(err, &partly) {
			t.Errorf("%s: %v, want %v", tc.answer.body, err, tc.kind)
		}
	}
}

func TestBlockRules(t *testing.T) {
	t.Parallel()
	c, p := talk(t)
	for want, who := range map[string][]whatsapp.Address{
		"block_users: required": nil,
		"block_users[1]: a phone number or a user id is required; block_users[2]: a phone number or a user id is required": {
			ann, {}, {Group: "g"},
		},
		"block_users[0]: not a parent user id": {{User: "US.ENT.1349"}},
	} {
		err := c.Block(t.Context(), who...)
		if provider.KindOf(err) != provider.Invalid || !strings.HasSuffix(err.Error(), "whatsapp: "+want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	p.was(t)
}

func TestBlocked(t *testing.T) {
	t.Parallel()
	const more = `"paging":{"cursors":{"after":"A","before":"B"}}`
	first := "GET " + blockPath + "?limit=100"
	next := "GET " + blockPath + "?after=A&limit=100"
	flat := `{"data":[{"messaging_product":"whatsapp","wa_id":"16505550123","user_id":"US.1","parent_user_id":"US.ENT.1"},
		{"messaging_product":"whatsapp","user_id":"DE.5551"},{"messaging_product":"whatsapp"}],` + more + `}`
	nested := `{"data":[{"block_users":[{"messaging_product":"whatsapp","wa_id":"16505550123"},{"wa_id":"4915100000002"}]}],` + more + `}`
	one := whatsapp.Address{Phone: "16505550123", User: "US.1"}
	for name, tc := range map[string]struct {
		answers []answer
		want    []whatsapp.Address
		kind    provider.Kind
		asked   []string
	}{
		"nobody":      {answers: ok(`{"data":[]}`), asked: []string{first}},
		"no cursors":  {answers: ok(`{"data":[{"user_id":"DE.5551"}]}`), want: []whatsapp.Address{cleo}, asked: []string{first}},
		"newer shape": {answers: ok(flat, `{"data":[],`+more+`}`), want: []whatsapp.Address{one, cleo}, asked: []string{first, next}},
		"older shape": {answers: ok(nested, `{"data":[]}`), want: []whatsapp.Address{{Phone: "16505550123"}, {Phone: "4915100000002"}}, asked: []string{first, next}},
		"changed meanwhile": {
			answers: append(append(ok(nested), coded(400, "139102")), ok(nested, `{"data":[]}`)...),
			want:    []whatsapp.Address{{Phone: "16505550123"}, {Phone: "4915100000002"}}, asked: []string{first, next, first, next},
		},
		"changed at once": {answers: []answer{coded(400, "139102")}, kind: provider.Unavailable, asked: []string{first}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, p := talk(t, tc.answers...)
			got, err := all(c.Blocked(t.Context()))
			wants(t, "Blocked", got, err, tc.want, tc.kind)
			p.was(t, tc.asked...)
		})
	}
	c, p := talk(t, ok(nested)...)
	for range c.Blocked(t.Context()) {
		break
	}
	p.was(t, first)
}
