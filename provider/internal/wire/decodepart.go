package wire

import (
	"strings"

	"github.com/wainbox/wainbox/whatsapp"
)

// part is what the items of a list are.
type part uint8

const (
	otherPart part = iota // not known, or known in another field only
	messagePart
	statusPart
	errorPart
	echoPart
	sentPart // echoes in the form in which they were sent
	actionPart
	callPart
	callStatusPart
	historyPart
	pastPart
	pastEchoPart
	preferencePart
	syncPart
	automaticPart
	groupPart
	standbyPart
)

// in tells what a list means in a field that has lists: some keys are used for
// different things.
func (l list) in(field string) part {
	switch l {
	case errorsList:
		return errorPart
	case messagesList:
		switch field {
		case fieldMessages, fieldStandby:
			return messagePart
		case fieldHistory:
			return pastPart
		}
	case statusesList:
		switch field {
		case fieldMessages, fieldStandby:
			return statusPart
		case fieldCalls:
			return callStatusPart
		}
	case echoesList:
		switch field {
		case fieldEchoes, fieldOtherEcho:
			return echoPart
		case fieldStandby:
			return sentPart
		case fieldHistory:
			return pastEchoPart
		}
	default:
		return l.only(field)
	}
	return otherPart
}

// only is the part of a list that one kind of field has.
func (l list) only(field string) part {
	switch {
	case l == actionsList && field == fieldMessages:
		return actionPart
	case l == callsList && field == fieldCalls:
		return callPart
	case l == historyList && field == fieldHistory:
		return historyPart
	case l == preferencesList && field == fieldPreferences:
		return preferencePart
	case l == syncList && field == fieldStateSync:
		return syncPart
	case l == automaticList && field == fieldAutomatic:
		return automaticPart
	case l == standbyList && field == fieldStandby:
		return standbyPart
	case l == groupsList && strings.HasPrefix(field, "group_"):
		return groupPart
	default:
		return otherPart
	}
}

// readItem reads one element of a list, whose bytes were taken.
func (d *decoder) readItem(v int, p part) {
	switch p {
	case messagePart:
		d.readReceived(v)
	case statusPart:
		d.readStatus(v)
	case echoPart:
		d.readEcho(v)
	case sentPart:
		d.readSent(v)
	case actionPart:
		d.readAction(v)
	case callPart:
		d.readCall(v)
	case callStatusPart:
		d.readCallStatus(v)
	case pastPart, pastEchoPart:
		d.readFollowUp(v, p)
	case preferencePart:
		d.readPreference(v)
	case syncPart:
		d.readSync(v)
	case automaticPart:
		d.readAutomatic(v)
	case groupPart:
		d.readGroup(v)
	default:
		d.emit(&whatsapp.Fault{Notice: d.notice(d.field), Failure: d.failure(v)})
	}
}
