package main

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
)

// A cursor is opaque to clients: a time in microseconds and what tells apart
// those of one time. Empty is the beginning of a list.

func conversationCursor(c inbox.ConversationCursor) string { return seal(c.LastAt, string(c.ID)) }

func messageCursor(c inbox.MessageCursor) string { return seal(c.At, strconv.FormatInt(c.Seq, 10)) }

func parseConversationCursor(s string) (inbox.ConversationCursor, error) {
	at, id, err := unseal(s)
	return inbox.ConversationCursor{LastAt: at, ID: inbox.ConversationID(id)}, err
}

func parseMessageCursor(s string) (inbox.MessageCursor, error) {
	at, rest, err := unseal(s)
	if err != nil || s == "" {
		return inbox.MessageCursor{}, err
	}
	seq, err := strconv.ParseInt(rest, 10, 64)
	if err != nil {
		return inbox.MessageCursor{}, errCursor
	}
	return inbox.MessageCursor{At: at, Seq: seq}, nil
}

var errCursor = badRequest("before is a cursor that an earlier answer gave as next")

func seal(at time.Time, rest string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(at.UnixMicro(), 10) + "." + rest))
}

func unseal(s string) (time.Time, string, error) {
	if s == "" {
		return time.Time{}, "", nil
	}
	text, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return time.Time{}, "", errCursor
	}
	micro, rest, ok := strings.Cut(string(text), ".")
	at, err := strconv.ParseInt(micro, 10, 64)
	if err != nil || !ok || rest == "" {
		return time.Time{}, "", errCursor
	}
	return time.UnixMicro(at).UTC(), rest, nil
}
