package main

import (
	"fmt"
	"slices"
)

// The measures of the picture, in pixels.
const (
	pageWidth  = 1200
	margin     = 10
	plotLeft   = 190
	plotWidth  = 990
	lanePitch  = 14
	barHeight  = 11
	leastRow   = 32
	nameLength = 22 // letters
	letter     = 6  // is so wide within a bar
)

const style = `<style>
text{font:12px sans-serif;fill:#222}
.head{font-size:17px;font-weight:bold}.bold{font-weight:bold}
.note,.tick{font-size:11px;fill:#555}.in{font-size:10px}
.tick{text-anchor:middle}
.grid{stroke:#ddd}.line{stroke:#999}.own{fill:#f1f5fb}
.there{fill:#eef3ea}.waiting{fill:#e6c95c}.active{fill:#8fb8e8}
.waiting,.active,.share{stroke:#fff;stroke-width:.5}
.accepted,.timedout,.declined,.withdrawn,.unanswered{fill:none;stroke-width:3}
.accepted{stroke:#1b7f3b}
.timedout{stroke:#d96a00;stroke-dasharray:5 2;marker-end:url(#bar)}
.declined{stroke:#c01c28;marker-end:url(#cross)}
.withdrawn{stroke:#8a4fa3;stroke-dasharray:1 2;marker-end:url(#ring)}
.unanswered{stroke:#777}
.escalated{fill:#c01c28;stroke:#fff;stroke-width:.5}
.several{opacity:.5}
.share{fill:#8fb8e8}.amount{fill:#c4c4c4}.odd{fill:#e79a9f}
marker path{fill:none;stroke-width:1.5}
</style>
<defs>
<marker id="bar" markerUnits="userSpaceOnUse" markerWidth="4" markerHeight="10" refX="2" refY="5">` +
	`<path d="M2 0v10" stroke="#d96a00"/></marker>
<marker id="cross" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" refX="4.5" refY="4.5">` +
	`<path d="M1 1l7 7m0-7l-7 7" stroke="#c01c28"/></marker>
<marker id="ring" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" refX="4.5" refY="4.5">` +
	`<path d="M1.5 4.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0" stroke="#8a4fa3"/></marker>
</defs>
`

// picture is the timeline of the scenario as an SVG, and below how it goes in
// each of the modes.
func (sc *scenario) picture() []byte {
	t, all := newTimeline(sc), sc.allModes()
	sums := make([]routeSummary, len(all))
	own := slices.Index(all, sc.Mode)
	for i, mode := range all {
		other := sc.in(mode)
		count := newTally(*other)
		other.run(func(l routed) {
			count.add(l)
			if i == own {
				t.add(l)
			}
		})
		sums[i] = count.summary()
	}
	several, sum := t.finish(), sums[own]
	title := fmt.Sprintf("Chats and agents, mode %s", sc.Mode)
	var v svg
	v.text("head", margin, 26, title)
	note := fmt.Sprintf("%d chats: %d taken, %d waiting at the end. Escalations: %d. Events refused: %d of %d.",
		sum.Chats, sum.Taken, sum.Waiting, sum.Escalated, sum.Refused, sc.happen())
	if sum.Handed+sum.Returned > 0 {
		note += fmt.Sprintf(" Handed over: %d times. Returned to the queue: %d times.", sum.Handed, sum.Returned)
	}
	if sc.Start != "" {
		note += " Time 0 is " + sc.Start + "."
	}
	v.text("note", margin, 46, note)
	y := v.legend(60)
	y = v.timeline(t, y+30)
	for _, note := range t.notes(several) {
		y += 16
		v.text("note", margin, y, note)
	}
	y = v.modes(sc, sums, y+44)
	return v.page(title, style, y+margin)
}

// legend shows a mark of each kind, and returns where it ends.
func (v *svg) legend(y int) int {
	const each, rows = 220, 2
	for i, k := range markKinds() {
		x, top := margin+i/rows*each, y+i%rows*18
		m := mark{kind: markKind(i), stands: 1}
		v.mark(m, tenths(10*x), tenths(300), top)
		v.text("note", x+46, top+10, k.name)
	}
	return y + rows*18
}

// timeline draws the rows under an axis, and returns where they end.
func (v *svg) timeline(t *timeline, top int) int {
	bottom := top
	for _, r := range t.rows() {
		bottom += r.height()
	}
	at, step := ticks(t.from, t.until)
	write, unit := clock(t.until, step)
	v.text("note", margin, top-6, "time in "+unit)
	for _, tick := range at {
		x := t.x(tick)
		v.addf(`<path class="grid" d="M%s %dV%d"/>`, x, top, bottom)
		v.addf(`<text class="tick" x="%s" y="%d">%s</text>`, x, top-6, write(tick))
		v.addf(`<text class="tick" x="%s" y="%d">%s</text>`, x, bottom+14, write(tick))
	}
	y := top
	for _, r := range t.rows() {
		v.row(t, r, y)
		y += r.height()
	}
	v.addf(`<path class="line" d="M%d %dH%d"/>`, margin, y, plotLeft+plotWidth)
	return y + 20
}

func (r *row) height() int { return max(r.lanes()*lanePitch+4, leastRow) }

func (v *svg) row(t *timeline, r *row, y int) {
	v.addf(`<path class="line" d="M%d %dH%d"/>`, margin, y, plotLeft+plotWidth)
	v.text("bold", margin, y+14, clipped(r.name, nameLength))
	note := fmt.Sprintf("%d chats, %d offers", r.chats, r.offers)
	if r == t.queue {
		note = fmt.Sprintf("%d chats", r.chats)
	}
	v.text("note", margin, y+27, fmt.Sprintf("%s, %d at once", note, len(r.busy)))
	for _, m := range r.marks {
		x := t.x(m.from)
		width := max(t.x(m.to)-x, 10)
		if m.kind == there {
			v.addf(`<rect class="there" x="%s" y="%d" width="%s" height="%d"/>`, x, y+1, width, r.height()-2)
			continue
		}
		v.addf("<g><title>%s</title>", escaped(m.words()))
		if m.lane == r.most-1 && len(r.busy) > r.most {
			m.chat = "" // names would lie over one another
		}
		v.mark(m, x, width, y+2+m.lane*lanePitch)
		v.addf("</g>")
	}
}

// words say what a mark is.
func (m mark) words() string {
	what := clipped(string(m.chat), 60)
	if m.stands > 1 {
		what = fmt.Sprintf("%d times", m.stands)
	}
	what += ", " + markKinds()[m.kind].name + ", " + exact(m.from)
	if m.to > m.from {
		what += " to " + exact(m.to)
	}
	return what
}

// mark draws one, with its name where there is room for it.
func (v *svg) mark(m mark, x, width tenths, y int) {
	class := markKinds()[m.kind].class
	if m.stands > 1 {
		class += " several"
	}
	switch m.kind {
	case there, waiting, active:
		v.addf(`<rect class="%s" x="%s" y="%d" width="%s" height="%d"/>`, class, x, y, width, barHeight)
		if name := plain(string(m.chat)); m.stands == 1 && name != "" && tenths(10*letter*letters(name)+60) <= width {
			v.addf(`<text class="in" x="%s" y="%d">%s</text>`, x+30, y+9, escaped(name))
		}
	case escalated:
		v.addf(`<path class="%s" d="M%s %dl5 10h-10z"/>`, class, x, y)
	case accepted, timedOut, declined, withdrawn, unanswered:
		v.addf(`<path class="%s" d="M%s %d.5h%s"/>`, class, x, y+barHeight/2, width)
	}
}

// notes say what the picture does not show as it was.
func (t *timeline) notes(several int) []string {
	all := []string{
		"Where an agent's row is white, they are away. What is at once is counted at its most, chats and offers together. " +
			"The names of chats and exact times show under the pointer.",
	}
	if several > 0 {
		all = append(all, fmt.Sprintf("Pale: several marks in one, each shorter than %s.", lasting(t.grain)))
	}
	if slices.ContainsFunc(t.rows(), func(r *row) bool { return len(r.busy) > r.most }) {
		all = append(all, fmt.Sprintf("At most %d at once are drawn apart for an agent, and %d that wait; the others lie in the last lane.",
			agentLanes, queueLanes))
	}
	return all
}
