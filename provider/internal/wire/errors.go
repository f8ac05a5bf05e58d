package wire

import "github.com/wainbox/wainbox/provider"

// KindOf is what an error code of the Cloud API means, whether it came in the
// answer to a send, in a status or in a message; [provider.Other] for a code
// that is not known. Code 0 is one of the platform's ("cannot authenticate"),
// so a code that is missing must not be asked for.
//
// Source: Cloud API, "Error codes" (November 2025), with those that came since.
// Kinds that may be retried automatically are given only where the platform
// says that a repeated request may pass.
func KindOf(code int) provider.Kind {
	switch {
	case 200 <= code && code <= 299: // a permission is missing
		return provider.Auth
	case 130000 <= code && code <= 137999:
		return messageKind(code)
	default:
		return graphKind(code)
	}
}

// IsPair reports whether a code means that only this pair of number and
// customer is throttled; the number's other customers are not.
func IsPair(code int) bool { return code == 131056 }

// messageKind is the codes of messages, templates, groups and registration.
func messageKind(code int) provider.Kind {
	switch code {
	case 131005: // access denied
		return provider.Auth

	case 131008, 131009, // parameter missing, or its value invalid
		131035, 131036, // no-storage number: content or media is gone
		131052, 131053, // media could not be downloaded, or uploaded
		131059,                                 // paging cursor
		132000, 132005, 132008, 132012, 132018, // what a template was filled with: count, length, value, format
		135000: // generic, of the request's parameters
		return provider.Invalid

	case 130501, 131051, // type of message
		131055, // method not allowed for this number
		131060, // unavailable: companion device
		131062, // a business-scoped id is not taken here; a phone number is
		134100: // the marketing API takes marketing templates only
		return provider.Unsupported

	case 131047: // more than 24 hours
		return provider.Window

	case 131021, // the sender themselves
		131026, // not on WhatsApp, too old an app, terms not accepted
		137000: // identity key changed
		return provider.Recipient

	case 131061, // has a price limit: the marketing API sends it
		132001,         // unknown, or not approved
		132007,         // its text breaks a policy
		132015, 132016, // paused, disabled
		132068: // its flow is blocked
		return provider.Template

	case 130472, // in an experiment: no marketing reaches them
		131049, // the platform holds marketing back from them
		131050: // no marketing wanted
		return provider.OptedOut

	case 130497, // this country is not allowed
		131030,         // not on a test number's list
		131031,         // locked
		131037,         // display name not approved
		131042, 131044, // payment
		131045, 133000, 133005, 133006, 133008, 133009, 133010, 133016, // registration and its PIN
		131063, 131064, // marketing switched off; templates misclassified
		134011: // terms of payments
		return provider.Account

	case 130429, // of the number
		131048, // spam
		131056, // of the pair
		132069: // its flow: 10 an hour
		return provider.Throttled

	case 131000, 131016, 131057, 133004, // down, overloaded, in maintenance
		133015,         // just deleted: 5 minutes
		134101, 134102: // the marketing API: still preparing, or down
		return provider.Unavailable

	default:
		return groupKind(code)
	}
}

// groupKind is the codes of groups.
func groupKind(code int) provider.Kind {
	switch code {
	case 131020, // nobody else is in it
		131041, // not known
		131203, // terms not accepted
		131207, // suspended
		131212: // not in it
		return provider.Recipient
	case 131201, 131202, 131204, 131209, 131210, 131213: // partly done, twice, too many, picture, no such request
		return provider.Invalid
	case 131211, 131214, 131215: // no more groups, no groups now, no groups ever
		return provider.Account
	case 131208:
		return provider.Throttled
	default:
		return provider.Other
	}
}
