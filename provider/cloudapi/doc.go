// Package cloudapi is Meta's own WhatsApp Cloud API as a provider.
//
// [New] makes the client of one business number: it sends, receives, marks
// read, shows typing and downloads files. [NewWebhook] makes the receiving half
// alone, for one endpoint that serves all numbers of an app: events carry the
// number that they belong to.
//
//	client, err := cloudapi.New(cloudapi.Config{
//		NumberID:    "106540352242922",
//		Token:       os.Getenv("WHATSAPP_TOKEN"),
//		AppSecrets:  []string{os.Getenv("WHATSAPP_APP_SECRET")},
//		VerifyToken: os.Getenv("WHATSAPP_VERIFY_TOKEN"),
//	}, nil)
//
// Platform rules are those of the Cloud API documentation of October 2025 to
// September 2026.
package cloudapi
