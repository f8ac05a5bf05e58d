package templates_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// texted is a template of these texts; empty = no such part.
func texted(header, body, footer string) *templates.Template {
	d := templates.Definition{Name: "n", Language: "en", Status: templates.Approved}
	for _, c := range []templates.Component{
		{Type: "HEADER", Format: "TEXT", Text: header}, {Type: "BODY", Text: body}, {Type: "FOOTER", Text: footer},
	} {
		if c.Text != "" {
			d.Components = append(d.Components, c)
		}
	}
	return templates.New(d)
}

// between puts a text between the notes.
func noted(text string) string {
	return "--- Template n (en): only the gaps may be changed ---\n" + text + "\n--- End of template ---\n"
}

func previewText(t *templates.Template, v templates.Values) string {
	return string(t.AppendPreview(nil, v))
}

func readBack(t *templates.Template, text string) (templates.Values, error) {
	return t.ReadInsertion(text, templates.Values{}, templates.Notes{})
}

func TestAnInsertionReadsBack(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		t    *templates.Template
		text string // between the notes
		want templates.Values
	}{
		"no variables":        {texted("", "Hi\nthere", "F"), "Hi\nthere\n\nF", templates.Values{}},
		"one":                 {texted("", "Hi {{1}}!", ""), "Hi Ana!", bodyValues("Ana")},
		"at the ends":         {texted("", "{{1}} and {{2}}", ""), "Ana and Ben", bodyValues("Ana", "Ben")},
		"of one character":    {texted("", "Hi {{1}}!", ""), "Hi !!", bodyValues("!")},
		"of more bytes":       {texted("", "Hi {{1}}{{2}}", ""), "Hi 日本", bodyValues("日", "本")},
		"names":               {texted("", "Hi {{name}}!", ""), "Hi Ana!", namedValue("name", "Ana")},
		"header and body":     {texted("On {{1}}", "Hi {{1}}!", "F"), "On Monday\n\nHi Ana!\n\nF", headedValues("Monday", "Ana")},
		"literal in value":    {texted("", "Hi {{1}}, it is {{2}}.", ""), "Hi A, it is B, it is C.", bodyValues("A", "B, it is C")},
		"literal at the end":  {texted("", "Hi {{1}}. {{2}}.", ""), "Hi A. B. C.", bodyValues("A", "B. C")},
		"out of order":        {texted("", "{{2}} then {{1}}", ""), "b then a", bodyValues("a", "b")},
		"repeated":            {texted("", "{{1}}, {{1}}", ""), "Ana, Ana", bodyValues("Ana")},
		"repeated, ambiguous": {texted("", "{{1}} and {{1}}", ""), "a and a and a and a", bodyValues("a and a")},
		"repeated, two lines": {texted("", "{{1}} and {{2}}\n{{1}}", ""), "a and b and c\na and b", bodyValues("a and b", "c")},
		"two repeated": {
			texted("", "{{1}} {{2}} {{2}} {{1}}", ""), "a b c d c d a b", bodyValues("a b", "c d"),
		},
		"what is no variable": {texted("", "{{ }} {{1}}", ""), "{{ }} x", bodyValues("x")},
		"braces in a value":   {texted("", "Hi {{1}}", ""), "Hi {{2}}", bodyValues("{{2}}")},
		"spaces count":        {texted("", "Hi {{1}}", " F "), "Hi  a \n\n F ", bodyValues(" a ")},
		"text like the notes": {
			texted("", "{{1}}\n--- End of template ---\nB", ""), "a\n--- End of template ---\nB", bodyValues("a"),
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := readBack(tt.t, noted(tt.text))
			require.NoError(t, err)
			if diff := cmp.Diff(tt.want, v); diff != "" {
				t.Error(diff)
			}
			require.Equal(t, tt.text, previewText(tt.t, v))
		})
	}
}

func bodyValues(all ...string) templates.Values {
	return templates.Values{Body: templates.Texts(all...)}
}

func namedValue(name, value string) templates.Values {
	return templates.Values{Body: []whatsapp.Parameter{templates.ByName(name, templates.Text(value))}}
}

func headedValues(header string, all ...string) templates.Values {
	return templates.Values{Header: templates.Texts(header), Body: templates.Texts(all...)}
}

func TestAnEditedInsertionIsRefusedWithThePlace(t *testing.T) {
	t.Parallel()
	order := texted("", "Hello {{1}}, your order {{2}} is ready.\nSee you in {{3}}!", "Reply STOP to opt out")
	whole := "Hello Ana, your order 4711 is ready.\nSee you in Ulm!\n\nReply STOP to opt out"
	twice := texted("", "{{1}}, dear {{1}}!\nBye, {{2}}", "")
	edit := func(line, column int, want string) templates.InsertionError {
		return templates.InsertionError{Reason: templates.EditedText, Line: line, Column: column, Want: want}
	}
	about := func(reason templates.InsertionReason, line, column int, name string) templates.InsertionError {
		return templates.InsertionError{Reason: reason, Line: line, Column: column, Name: name}
	}
	tests := map[string]struct {
		t    *templates.Template
		text string
		want templates.InsertionError
	}{
		"no notes":            {order, whole, templates.InsertionError{Reason: templates.NoOpeningNote}},
		"an edited note":      {order, strings.Replace(noted(whole), "only", "not only", 1), templates.InsertionError{Reason: templates.NoOpeningNote}},
		"no closing note":     {order, strings.Replace(noted(whole), "End", "Ende", 1), templates.InsertionError{Reason: templates.NoClosingNote}},
		"the first literal":   {order, noted("Hallo" + whole[5:]), edit(2, 2, "ello ")},
		"a later literal":     {order, noted(strings.Replace(whole, "order", "ordre", 1)), edit(2, 20, "er ")},
		"the last literal":    {order, noted(strings.Replace(whole, "ready.", "ready!", 1)), edit(2, 36, ".")},
		"of which nothing is": {order, noted(strings.Replace(whole, "!", "", 1)), edit(3, 15, "!")},
		"something added":     {order, noted(strings.Replace(whole, "ready.", "ready. Bye", 1)), edit(2, 37, "")},
		"more than one end":   {texted("", "{{1}}.", ""), noted("A. B. C"), edit(2, 6, "")},
		"a longer footer":     {order, noted(whole + " now"), edit(5, 22, "")},
		"a shorter footer":    {order, noted(whole[:len(whole)-4]), edit(5, 18, " out")},
		"more characters than are shown": {
			texted("", strings.Repeat("ä", 100), ""), noted("ä"), edit(2, 2, strings.Repeat("ä", 40)),
		},
		"characters, not bytes":    {texted("", "ÄÖÜ {{1}} ß.", ""), noted("ÄÖÜ ä ßx"), edit(2, 8, ".")},
		"half of a character":      {texted("", "aé", ""), noted("aè"), edit(2, 2, "é")},
		"half of a later one":      {texted("", "Hi {{1}} é!", ""), noted("Hi Ana è!"), edit(2, 8, "é!")},
		"an end in the beginning":  {texted("", "ab{{1}}ba", ""), noted("aba"), edit(2, 4, "ba")},
		"a line break in a value":  {order, noted(strings.Replace(whole, "Ana", "Ana\nMaria", 1)), edit(2, 10, ", your order ")},
		"a line too many":          {order, noted(whole + "\n"), edit(6, 1, "")},
		"a line too few":           {order, noted(strings.Replace(whole, "\n\nReply STOP to opt out", "", 1)), edit(4, 1, "")},
		"two lines too few":        {order, noted(strings.Replace(whole, "\nReply STOP to opt out", "", 1)), edit(5, 1, "Reply STOP to opt out")},
		"begins with a variable":   {texted("", "A\n{{1}}", ""), noted("A"), edit(3, 1, "{{1}}")},
		"nothing at all":           {order, noted(""), edit(2, 1, "Hello ")},
		"a space at the end":       {order, noted(strings.Replace(whole, "Ulm!", "Ulm! ", 1)), edit(3, 16, "")},
		"unfilled":                 {order, noted(strings.Replace(whole, "4711", "{{2}}", 1)), about(templates.UnfilledVariable, 2, 23, "2")},
		"unfilled in a value":      {order, noted(strings.Replace(whole, "Ana", "Ana {{3}}", 1)), about(templates.UnfilledVariable, 2, 11, "3")},
		"unfilled in part":         {twice, noted("Ana, dear {{1}}!\nBye, B"), about(templates.UnfilledVariable, 2, 11, "1")},
		"taken out":                {order, noted(strings.Replace(whole, "4711", "", 1)), about(templates.UnfilledVariable, 2, 23, "2")},
		"taken out at the end":     {twice, noted("Ana, dear Ana!\nBye, "), about(templates.UnfilledVariable, 3, 6, "2")},
		"unfilled and ambiguous":   {texted("", "{{1}} and {{1}}\n{{2}}", ""), noted("a and a and a and a\n{{2}}"), about(templates.UnfilledVariable, 3, 1, "2")},
		"two values":               {twice, noted("Ana, dear Ben!\nBye, Cem"), about(templates.TwoValues, 2, 11, "1")},
		"an edit after two values": {twice, noted("Ana, dear Ben!\nBuy, Cem"), edit(3, 2, "ye, ")},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := readBack(tt.t, tt.text)
			got, ok := errors.AsType[*templates.InsertionError](err)
			require.True(t, ok, err)
			require.Equal(t, templates.Values{}, v)
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Error(diff)
			}
			for _, secret := range []string{"Ana", "Ben", "4711", "Ulm", "order", "Hello"} {
				require.NotContains(t, err.Error(), secret)
			}
		})
	}
}

func TestWhatStandsOutsideTheNotesIsIgnored(t *testing.T) {
	t.Parallel()
	hi := texted("Head", "Hi {{1}}!", "")
	text := "Draft\r\n\r\n" + strings.ReplaceAll(noted("Head\n\nHi Ana!"), " ---\n", " --- \t\r\n") + "1: Ben\r\n" + noted("X")
	v, err := readBack(hi, strings.ReplaceAll(text, "Head\n\nHi Ana!\n", "Head\r\n\nHi Ana!\r\n"))
	require.NoError(t, err)
	require.Equal(t, bodyValues("Ana"), v)

	_, err = readBack(hi, "Draft\n\n"+noted("Head\n\nHo Ana!"))
	require.EqualError(t, err, "templates: insertion: edited text in line 6, column 2")
}

func TestNotesAreTheHosts(t *testing.T) {
	t.Parallel()
	n := templates.Notes{Opening: "<<< ", Closing: ">>>", Example: "z. B.", Beside: "wird daneben gesetzt"}
	one := templates.New(templates.Definition{
		Name: "n", Language: "de", Category: templates.Marketing,
		Components: []templates.Component{
			{Type: "HEADER", Format: "TEXT", Text: "Am {{1}}", Example: &templates.Example{HeaderText: []string{"Montag"}}},
			{Type: "BODY", Text: "Hallo {{1}}, {{2}}", Example: &templates.Example{BodyText: [][]string{{"Ana\nMaria"}}}},
			{Type: "BUTTONS", Buttons: []templates.Button{
				{Type: "QUICK_REPLY", Text: "Ja"},
				{Type: "URL", Text: "Zur Seite", URL: "https://example.org/{{1}}", Example: templates.Examples{"a"}},
				{Type: "COPY_CODE", Example: templates.Examples{"ABC"}},
			}},
		},
	})
	text := string(one.AppendInsertion([]byte("Kopf\n"), headedValues("Dienstag", "Ben"), n))
	want := "Kopf\n<<<\nAm Dienstag\n\nHallo Ben, {{2}}\n>>>\n" +
		"1 (header): z. B. Montag\n1: z. B. Ana\n2: text\n" +
		"button Zur Seite: text, wird daneben gesetzt, z. B. a\n" +
		"buttons[2]: coupon_code, wird daneben gesetzt, z. B. ABC\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error(diff)
	}
	v, err := one.ReadInsertion(strings.Replace(text, "{{2}}", "Cem", 1), templates.Values{}, n)
	require.NoError(t, err)
	require.Equal(t, headedValues("Dienstag", "Ben", "Cem"), v)
	_, err = readBack(one, text)
	require.EqualError(t, err, "templates: insertion: no opening note")
}

func TestReadingKeepsWhatIsNotInTheText(t *testing.T) {
	t.Parallel()
	one := templates.New(templates.Definition{
		Name: "n", Language: "en", Components: []templates.Component{
			{Type: "HEADER", Format: "IMAGE"},
			{Type: "BODY", Text: "Pay {{1}} by {{2}}, {{3}}. Join {{4}}"},
			{Type: "BUTTONS", Buttons: []templates.Button{{Type: "URL", Text: "Go", URL: "https://example.org/{{1}}"}}},
		},
	})
	base := templates.Values{
		Header: []whatsapp.Parameter{templates.File(whatsapp.Media{Type: whatsapp.KindImage, ID: "7"})},
		Body: []whatsapp.Parameter{
			templates.Currency("EUR", 5000, "5 €"), templates.DateTime("Monday"), templates.Text("Ana"), templates.GroupID("G"),
		},
		Buttons:   map[int][]whatsapp.Parameter{0: templates.Texts("x")},
		OfferEnds: time.Unix(1, 0),
	}
	text := string(one.AppendInsertion(nil, base, templates.Notes{}))
	v, err := one.ReadInsertion(text, base, templates.Notes{})
	require.NoError(t, err)
	if diff := cmp.Diff(base, v); diff != "" {
		t.Error("nothing was changed: ", diff)
	}

	v, err = one.ReadInsertion(strings.Replace(text, "Monday", "Friday", 1), base, templates.Notes{})
	require.NoError(t, err)
	want := base
	want.Body = []whatsapp.Parameter{base.Body[0], templates.Text("Friday"), base.Body[2], base.Body[3]}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
	require.Equal(t, templates.DateTime("Monday"), base.Body[1], "the caller's values stay as they are")
}

// TestWhatIsReadGoesByPlace where the template's variables do, however the values
// were given.
func TestWhatIsReadGoesByPlace(t *testing.T) {
	t.Parallel()
	one := texted("", "Hi {{1}}, {{2}}!", "")
	base := templates.Values{Body: []whatsapp.Parameter{
		templates.ByName("2", templates.Text("B")), templates.ByName("1", templates.Text("A")),
	}}
	v, err := one.ReadInsertion(noted("Hi C, B!"), base, templates.Notes{})
	require.NoError(t, err)
	require.Equal(t, bodyValues("C", "B"), v)
}

func TestCardsAreSetBesideTheText(t *testing.T) {
	t.Parallel()
	one := templates.New(templates.Definition{Name: "n", Language: "en", Components: []templates.Component{
		{Type: "BODY", Text: "Hi {{1}}"},
		buttons(templates.Button{Type: "URL", Text: "Go", URL: "https://example.org/{{1}}"}),
		carousel(card(body("Only {{1}}"), buttons(track)), card(body("Now"))),
	}})
	want := noted("Hi {{1}}") + "1: text\nbutton Go: text, set beside the text\n" +
		"cards[0].body.1: text, set beside the text\ncards[0].buttons[0]: text, set beside the text\n"
	require.Equal(t, want, string(one.AppendInsertion(nil, templates.Values{}, templates.Notes{})))
}

// TestRepeatedVariablesSideBySideAreFound where each could end in many places.
func TestRepeatedVariablesSideBySideAreFound(t *testing.T) {
	t.Parallel()
	one := texted("0", "{{00}}{{0}}{{0}}{{00}}", "a footer, which is held against the text each time")
	zeros := strings.Repeat("0", 50)
	want := templates.Values{Body: []whatsapp.Parameter{
		templates.ByName("00", templates.Text(zeros)), templates.ByName("0", templates.Text("F")),
	}}
	got, err := readBack(one, string(one.AppendInsertion(nil, want, templates.Notes{})))
	require.NoError(t, err)
	require.Equal(t, previewText(one, want), previewText(one, got))
}

// TestAnUneditedTextKeepsItsValues also where it could be cut in another way.
func TestAnUneditedTextKeepsItsValues(t *testing.T) {
	t.Parallel()
	one := templates.New(templates.Definition{
		Name: "n", Language: "en", Components: []templates.Component{{Type: "BODY", Text: "Hi {{1}}, it is {{2}}."}},
	})
	base := templates.Values{Body: []whatsapp.Parameter{templates.Currency("EUR", 1, "A, it is B"), templates.Text("C")}}
	v, err := one.ReadInsertion(string(one.AppendInsertion(nil, base, templates.Notes{})), base, templates.Notes{})
	require.NoError(t, err)
	if diff := cmp.Diff(base, v); diff != "" {
		t.Error(diff)
	}
}

func TestOfTwiliosRowTheTextsAreRead(t *testing.T) {
	t.Parallel()
	var c templates.Content
	require.NoError(t, c.UnmarshalJSON([]byte(`{"sid":"HX1","friendly_name":"n","language":"en","variables":{"1":"Ana","2":"x"},
		"types":{"twilio/call-to-action":{"body":"Hi {{1}}!","actions":[{"type":"URL","title":"Go","url":"https://example.org/{{2}}"}]}}}`)))
	one := templates.New(c.Definition())
	base := templates.Values{Body: []whatsapp.Parameter{templates.ByName("2", templates.Text("y"))}}
	text := string(one.AppendInsertion(nil, base, templates.Notes{}))
	require.Equal(t, noted("Hi {{1}}!")+"1: e.g. Ana\nbody.2: text, set beside the text, e.g. x\n", text)
	v, err := one.ReadInsertion(strings.Replace(text, "{{1}}", "Ben", 1), base, templates.Notes{})
	require.NoError(t, err)
	want := templates.Values{Body: []whatsapp.Parameter{
		templates.ByName("1", templates.Text("Ben")), templates.ByName("2", templates.Text("y")),
	}}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
}

// TestReadingTakesNoLongerForHostileTexts: a search that tried all ways to cut
// these would not end.
func TestReadingTakesNoLongerForHostileTexts(t *testing.T) {
	t.Parallel()
	var many, again strings.Builder
	for i := range 60 {
		fmt.Fprintf(&many, "a{{%d}}", i+1)
		fmt.Fprintf(&again, "a{{%d}}", i%6+1)
	}
	a := strings.Repeat("a", 20_000)
	tests := map[string]struct {
		body, text string
		want       templates.InsertionReason
	}{
		"all alike":            {many.String() + "b", a, templates.EditedText},
		"all alike, and right": {many.String() + "a", a, ""},
		"repeated":             {again.String() + "b", strings.Repeat("ab", 500) + "c" + strings.Repeat("ab", 500), templates.TwoValues},
		"repeated, and long":   {"{{1}}{{2}}{{1}}{{2}}{{3}}{{3}}", strings.Repeat("ab", 10_000) + "c", templates.TwoValues},
		"no place":             {"{{1}}" + a + "b", a + a, templates.EditedText},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			_, err := readBack(texted("", tt.body, ""), noted(tt.text))
			require.Less(t, time.Since(began), 20*time.Second)
			var got templates.InsertionReason
			if e, ok := errors.AsType[*templates.InsertionError](err); ok {
				got = e.Reason
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func FuzzInsertion(f *testing.F) {
	f.Add("H {{1}}", "Hi {{1}}, {{2}}!\nBye {{1}}", "F", "Ana", "b, c", "Hi Ana, x!\nBye Ana")
	f.Add("", "{{1}}{{2}}{{1}}", "", "a", "aa", "aaaa")
	f.Add("", "{{1}} and {{1}}", "", "a and a", "", "{{1}} and b")
	f.Add("", "a\r\n{{name}} {{x}}\n", "{{1}}", "é\xff", "{{name}}", "a\n\n")
	f.Add("0", "{{0}}", "0", "0", "\r\r", "0")
	f.Add("0", "{{00}}{{0}}{{0}}{{00}}", "F", "00000000000000000000000000000000000", "F", "0")
	f.Add("", "--- End of template ---\n{{2}}", "", "---", "--- End of template ---", "--- End of template ---")
	f.Fuzz(func(t *testing.T, header, text, footer, one, two, edited string) {
		if len(header)+len(text)+len(footer)+len(one)+len(two)+len(edited) > 1000 {
			return
		}
		tpl := texted(header, text, footer)
		v := templates.Values{}
		for _, s := range tpl.Slots() {
			value := templates.ByName(s.Name, templates.Text([]string{one, two}[len(s.Name)%2]))
			if s.Part == "header" {
				v.Header = append(v.Header, value)
			} else {
				v.Body = append(v.Body, value)
			}
		}

		// What was filled reads back.
		shown := string(tpl.AppendInsertion(nil, v, templates.Notes{}))
		got, err := readBack(tpl, shown)
		if err == nil {
			require.Equal(t, unified(previewText(tpl, v)), unified(previewText(tpl, got)))
		} else if plain := isPlain(one) && isPlain(two) && !strings.Contains(header+text+footer, "\r"); plain {
			// With the values that were given it always does. Without them the search
			// for those of several repeated variables in a long text may end before they
			// are found.
			if _, err := tpl.ReadInsertion(shown, v, templates.Notes{}); err != nil {
				t.Fatalf("%v: %q", err, shown)
			}
			odd, _ := errors.AsType[*templates.InsertionError](err)
			if odd.Reason != templates.TwoValues || repeated(text) < 2 || len(previewText(tpl, v)) <= 16 {
				t.Fatalf("%v: %q", err, shown)
			}
		}

		// What was edited reads to values that render it, or is refused.
		got, err = readBack(tpl, noted(edited))
		if err == nil {
			require.Equal(t, unified(strings.SplitN(edited, "\n--- End of template ---", 2)[0]), unified(previewText(tpl, got)))
		}
		_, _ = readBack(tpl, edited)
	})
}

// repeated is how many variables stand more than once in a text.
func repeated(text string) int {
	times, n := map[string]int{}, 0
	for _, name := range regexp.MustCompile(`\{\{\s*(\w+)\s*\}\}`).FindAllStringSubmatch(text, -1) {
		if times[name[1]]++; times[name[1]] == 2 {
			n++
		}
	}
	return n
}

// plain reports whether a value is one that a platform takes and nobody takes
// for a variable.
func isPlain(value string) bool {
	return value != "" && !strings.ContainsAny(value, "\r\n") && !strings.Contains(value, "{{") && utf8.ValidString(value)
}

// unified has all lines end alike.
func unified(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, "\r")
	}
	return strings.Join(lines, "\n")
}

func BenchmarkInsertion(b *testing.B) {
	one := orderReady()
	v := templates.Values{Body: []whatsapp.Parameter{
		templates.ByName("first_name", templates.Text("Ana")), templates.ByName("order", templates.Text("4711")),
	}}
	text := string(one.AppendInsertion(nil, v, templates.Notes{}))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := one.ReadInsertion(text, v, templates.Notes{}); err != nil {
			b.Fatal(err)
		}
	}
}
