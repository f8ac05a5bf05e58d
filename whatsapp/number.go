package whatsapp

import (
	"math"
	"strconv"
	"strings"
)

// Quality is how customers like what a number sends. The set is open. Source:
// Cloud API, "Phone numbers", November 2025.
type Quality string

// The ratings that are known.
const (
	QualityGreen   Quality = "GREEN"
	QualityYellow  Quality = "YELLOW"
	QualityRed     Quality = "RED"
	QualityUnknown Quality = "UNKNOWN" // not enough was sent yet
	QualityNA      Quality = "NA"
)

// NumberStatus is how a number stands on the platform. The set is open. Source:
// Cloud API, "Phone numbers", November 2025.
type NumberStatus string

// The statuses that are known.
//
// QUIRK(cloudapi): the published specification has another set, with LINKED and
// UNLINKED; these are the reference's.
const (
	NumberPending      NumberStatus = "PENDING"
	NumberDeleted      NumberStatus = "DELETED"
	NumberMigrated     NumberStatus = "MIGRATED"
	NumberBanned       NumberStatus = "BANNED"
	NumberRestricted   NumberStatus = "RESTRICTED"
	NumberRateLimited  NumberStatus = "RATE_LIMITED"
	NumberFlagged      NumberStatus = "FLAGGED"
	NumberConnected    NumberStatus = "CONNECTED"
	NumberDisconnected NumberStatus = "DISCONNECTED"
	NumberUnknown      NumberStatus = "UNKNOWN"
	NumberUnverified   NumberStatus = "UNVERIFIED"
)

// CanSend reports whether a number of this status can send: only one that is
// connected does.
func (s NumberStatus) CanSend() bool { return s == NumberConnected }

// MessagingLimit is how many customers may be written to in 24 hours outside
// windows, in the platform's words: a tier as "TIER_2K", or a number as "2000",
// "-1" for no limit. Since October 2025 it is one limit for all numbers of a
// business portfolio. Source: Cloud API, "Messaging limits", November 2025.
type MessagingLimit string

// The tiers that are known; TIER_50 and TIER_1K are older ones.
const (
	Tier50        MessagingLimit = "TIER_50"
	Tier250       MessagingLimit = "TIER_250"
	Tier1K        MessagingLimit = "TIER_1K"
	Tier2K        MessagingLimit = "TIER_2K"
	Tier10K       MessagingLimit = "TIER_10K"
	Tier100K      MessagingLimit = "TIER_100K"
	TierUnlimited MessagingLimit = "TIER_UNLIMITED"
	TierNotSet    MessagingLimit = "TIER_NOT_SET"
)

// Customers is the limit as a number, [math.MaxInt] for none at all; false when
// the word does not tell one.
//
// QUIRK(twilio): Twilio says "10K Customers/24hr"; this one sample is known, and
// how it tells that there is no limit is not.
func (l MessagingLimit) Customers() (int, bool) {
	word, rest, _ := strings.Cut(strings.ToUpper(string(l)), " ")
	if rest != "" && !strings.HasPrefix(rest, "CUSTOMERS") {
		return 0, false
	}
	word = strings.TrimPrefix(word, "TIER_")
	if word == "UNLIMITED" || word == "-1" {
		return math.MaxInt, true
	}
	digits, thousands := strings.CutSuffix(word, "K")
	n, err := strconv.ParseUint(digits, 10, 31)
	if err != nil {
		return 0, false
	}
	if thousands {
		n *= 1000
	}
	return int(min(n, math.MaxInt)), true
}
