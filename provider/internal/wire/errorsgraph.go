package wire

import "github.com/wainbox/wainbox/provider"

// graphKind is the codes of the Graph API itself, of calls and of managing an
// account.
func graphKind(code int) provider.Kind {
	switch code {
	case 0, 190, // the token
		3, 10: // a permission or capability
		return provider.Auth

	case 100, // parameter
		139100, 139101, // blocking: some failed, the list is full
		147001, 147002, 147003, 147004, 147005, // usernames
		1752041: // onboarded already
		return provider.Invalid

	case 200005, 200006, 200007: // insights
		return provider.Unsupported

	case 2388019, // no more templates
		2388040, 2388047, 2388072, 2388073, 2388293, 2388299: // the text of one
		return provider.Template

	case 33, // the number is deleted
		368,                                         // blocked for policy
		2388001, 2388012, 2388091, 2388093, 2388103, // moving a number
		2593079, 2593085, // moving between partners
		2593107, 2593108, 2593109: // history of a phone app
		return provider.Account

	case 4, 613, 80007, 80008, // calls of the app, of a number, of the account
		2494055: // throughput, as a subcode
		return provider.Throttled

	case 2, // down or overloaded
		139102, 139103, // blocking: at the same time, internal
		2494100: // in maintenance
		return provider.Unavailable

	case 1: // invalid request, or a fault of the server's: it does not say
		return provider.Other
	}
	switch {
	case 138000 <= code && code <= 138099:
		return callKind(code)
	case 139000 <= code && code <= 139004: // flows
		return provider.Invalid
	case 2494010 <= code && code <= 2494099: // validation, as a subcode
		return provider.Invalid
	case 2494101 <= code && code <= 2494199: // signup links
		return provider.Invalid
	default:
		return provider.Other
	}
}

// callKind is the codes of calls.
func callKind(code int) provider.Kind {
	switch code {
	case 138001, // cannot be called
		138006,         // did not allow it
		138009, 138012: // asked, or called, too often for now
		return provider.Recipient
	case 138003, 138017: // twice; allowed already
		return provider.Invalid
	case 138013:
		return provider.Unsupported
	case 138000, 138014, 138015, 138018: // not enabled, or not to be enabled
		return provider.Account
	case 138002, 138005:
		return provider.Throttled
	case 138004, 138007: // connection, timeout
		return provider.Unavailable
	default: // 138019 to 138023 end a call and say no more
		return provider.Other
	}
}
