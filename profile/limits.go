package profile

import "time"

// The limits of a profile, in characters, which are Unicode code points here.
// Source: Cloud API, "Business profiles", November 2025.
const (
	MaxAboutRunes   = 139
	MaxAddressRunes = 256
	// MaxDescriptionRunes is the longest description.
	// QUIRK(cloudapi): the platform's pages say so, its specification says 256. The
	// longer is let through: the platform refuses what it does not take.
	MaxDescriptionRunes = 512
	MaxEmailRunes       = 128
	MaxWebsites         = 2
	MaxWebsiteRunes     = 256
)

// The limits of a profile's photo.
//
// QUIRK(cloudapi): they are common knowledge of the platform; the pages that
// were consulted do not have them.
const (
	MaxPhotoBytes  = 5 << 20
	MinPhotoPixels = 192 // each side; the photo is square
	// AdvisedPhotoPixels is the side of a photo that looks sharp.
	AdvisedPhotoPixels = 640
)

// MaxNameRunes is the longest display name, in characters. Source: Cloud API,
// "Display names", November 2025.
const MaxNameRunes = 75

// The limits of the request to become an official business account. Source:
// Cloud API, "Official business accounts", November 2025.
const (
	MaxOfficialLinks = 5
	// OfficialAge is how long a business must have been on the platform, and
	// OfficialWait how long it waits after a rejection.
	// QUIRK(cloudapi): both are 30 days, of which neither the zone nor the first
	// are told: a day is 24 hours here.
	OfficialAge  = 30 * 24 * time.Hour
	OfficialWait = 30 * 24 * time.Hour
)
