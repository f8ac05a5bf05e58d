package simulator

// What the vectors of Twilio's own libraries are checked with.
var (
	TwilioSignature = twilioSignature
	SignedURL       = signedURL
)
