package inbox

// Claim is what a store does when the answer to one of our sends brings an id
// that an echo has: some providers echo what was sent through them, and the echo
// may overtake the answer. Both are one message. Ours takes the id and all that
// was learnt under it; the echo keeps its place, without an id, and points to
// ours in [Delivery.Of]. The echo is to be written first.
//
// It is false for all other pairs: then the id stays with who has it. It is
// pure, like [Message.Learn].
func (m Message) Claim(echo Message, f Fact) (ours, theirs Learnt, ok bool) {
	if f.Kind != FactAccepted || m.Direction != Out || m.Elsewhere || m.ProviderID != "" ||
		!echo.Elsewhere || echo.ProviderID != f.ProviderID || echo.Conversation != m.Conversation {
		return ours, theirs, false
	}
	learnt := echo.Delivery
	ours, _ = m.Learn(f)
	d := &ours.Message.Delivery
	d.Progress = d.Progress.Merge(learnt.Progress)
	if comparePricing(learnt.Pricing, d.Pricing) < 0 {
		d.Pricing = learnt.Pricing
	}
	ours.Entry = ours.Message.entry(EntryDelivery, f)

	echo.ProviderID, echo.Delivery.Of = "", m.ID
	theirs = Learnt{Message: echo, Entry: echo.entry(EntryDelivery, f)}
	return ours, theirs, true
}
