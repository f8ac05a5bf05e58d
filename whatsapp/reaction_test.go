package whatsapp_test

import (
	"testing"

	"github.com/wainbox/wainbox/whatsapp"
)

func TestAReactionIsOneEmoji(t *testing.T) {
	t.Parallel()
	for _, emoji := range []string{
		"", "👍", "👍🏽", "❤", "❤️", "☺️", "©️", "™", "‼️", "ℹ️", "↔️", "◾", "〰️", "㊗️", "1️⃣", "#⃣", "🇧🇷", "👩🏽‍🚀", "👨‍👩‍👧‍👦",
		"👁️‍🗨️", "🏴‍☠️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "⛹🏽‍♂️", "🫩", "🏳️‍🌈", "❤️‍🔥",
	} {
		wantFields(t, whatsapp.Outbound{To: customer, Content: whatsapp.Reaction{To: "wamid.1", Emoji: emoji}})
	}
	for _, other := range []string{
		"a", "1", "#", "ok", "👍👍", "👍a", "a👍", " ", "👍 ", "👍\n", "🇧", "🇧🇷🇧🇷", "🇧👍", "👍\u200d", "\u200d👍", "\xff", "👍\xff", "\ufffd", "\ufe0f", "1️", "1️⃣1",
		"é", "界", "👍🏽🏽",
	} {
		m := whatsapp.Outbound{To: customer, Content: whatsapp.Reaction{To: "wamid.1", Emoji: other}}
		t.Run(other, func(t *testing.T) {
			t.Parallel()
			wantFields(t, m, "reaction.emoji")
		})
	}
	wantFields(t, whatsapp.Outbound{To: customer, Content: whatsapp.Reaction{Emoji: "👍"}}, "reaction.message_id")
}
