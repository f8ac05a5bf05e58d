package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/whatsapp"
)

// capabilities is the subcommand of that name: it prints, as Markdown, the
// table that the README shows.
func capabilities(args []string, s streams) int {
	if len(args) > 0 {
		fmt.Fprintln(s.err, "usage: wactl capabilities")
		return exitUsage
	}
	var all []provider.Capabilities
	for _, v := range vendors() {
		c, err := v.capabilities()
		if err != nil {
			fmt.Fprintln(s.err, "wactl:", err)
			return exitFailed
		}
		all = append(all, c)
	}
	fmt.Fprint(s.out, table(all))
	return exitOK
}

// sent is every kind of content that can be sent, as the table shows them.
func sent() []whatsapp.ContentKind {
	return []whatsapp.ContentKind{
		whatsapp.KindText, whatsapp.KindImage, whatsapp.KindVideo, whatsapp.KindAudio, whatsapp.KindDocument, whatsapp.KindSticker,
		whatsapp.KindLocation, whatsapp.KindContacts, whatsapp.KindReaction, whatsapp.KindTemplate,
		whatsapp.KindButtons, whatsapp.KindList, whatsapp.KindCTAURL, whatsapp.KindLocationRequest, whatsapp.KindContactRequest,
		whatsapp.KindCallButton, whatsapp.KindCallPermissionRequest, whatsapp.KindFlow, whatsapp.KindCarousel, whatsapp.KindProduct,
		whatsapp.KindProductList, whatsapp.KindCatalog, whatsapp.KindAddress, whatsapp.KindOrderDetails, whatsapp.KindOrderStatus,
		whatsapp.KindPin,
	}
}

// table has a column for each provider.
func table(all []provider.Capabilities) string {
	var b strings.Builder
	row := func(name string, cell func(provider.Capabilities) string) {
		b.WriteString("| " + name + " |")
		for _, c := range all {
			b.WriteString(" " + cell(c) + " |")
		}
		b.WriteByte('\n')
	}
	row("", func(c provider.Capabilities) string { return "`" + c.Name + "`" })
	row("---", func(provider.Capabilities) string { return "---" })
	for _, kind := range sent() {
		row("send `"+string(kind)+"`", func(c provider.Capabilities) string { return level(c.Send[kind]) })
	}
	row("quote a message", func(c provider.Capabilities) string { return level(c.ReplyTo) })
	row("ask for a link's preview", func(c provider.Capabilities) string { return level(c.PreviewURL) })
	row("our reference comes back", func(c provider.Capabilities) string { return level(c.Ref) })
	row("send to a user id", func(c provider.Capabilities) string { return level(c.UserID) })
	row("send to a group", func(c provider.Capabilities) string { return level(c.Group) })
	row("refuse on another identity key", func(c provider.Capabilities) string { return level(c.IdentityKey) })
	row("longest text", func(c provider.Capabilities) string { return strconv.Itoa(c.MaxTextRunes) })
	for a := range provider.AllAbilities.All() {
		row(a.String(), func(c provider.Capabilities) string {
			if c.Abilities.Has(a) {
				return "yes"
			}
			return "–"
		})
	}
	return b.String()
}

func level(l provider.Level) string {
	switch l {
	case provider.Full:
		return "yes"
	case provider.Lossy:
		return "lossy"
	default:
		return "–"
	}
}
