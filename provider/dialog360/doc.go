// Package dialog360 is 360dialog's Messaging API as a provider: the Cloud API
// behind a gateway of its own, with one API key for each number.
//
// [New] makes the client of one business number: it sends, receives, marks
// read, shows typing, moves files, and manages templates, the profile, blocks
// and the webhook. [NewWebhook] makes the receiving half alone, for an endpoint
// that serves all numbers of an account or of a partner.
//
//	client, err := dialog360.New(dialog360.Config{
//		APIKey:         os.Getenv("D360_API_KEY"),
//		Number:         "106540352242922",
//		WebhookHeaders: map[string]string{"X-Webhook-Token": os.Getenv("D360_WEBHOOK_TOKEN")},
//	}, nil)
//
// What checks a callback is at [Webhook.Verify]. Platform rules are those of
// 360dialog's API description 1.41 and partner pages of November 2026, and
// below them the Cloud API's.
//
// What is not documented for certain is read with care, and marked with QUIRK
// where it is:
//
//   - Our reference (biz_opaque_callback_data) passes through; seen by one other
//     implementer only. It is declared Full, since nothing worse happens where it
//     is lost than that a lost answer stays uncertain.
//   - Whether the gateway passes recipient_identity_key_hash on is not known. A
//     message that went out although the key changed could not be taken back,
//     so it is refused. Sends to groups are carried as the Cloud API takes them.
//   - Blocking is documented by phone number only, creating a template without
//     named variables and without a time to live; other requests are refused.
//   - The answer to a new template is not documented, and is read leniently.
//     What the status "created" means is not either; it counts as pending.
//   - The signature is documented without its encoding: bare hexadecimal and a
//     "sha256=" before it are both read. Whether webhooks of a number, not of a
//     partner, are signed is not known: hence the other checks.
//   - The webhook of a whole account ([Client.SetAccountWebhook]) is known from one
//     other implementer. Which one counts where a number has its own is not
//     documented; [Client.Diagnose] looks at the number's.
//   - Files are fetched from one path, the one that is documented, so that no
//     address in a callback leads the key to another part of the API.
//   - The gateway answers 400 where it means "too fast". In the middle of a
//     download that cannot be told from other refusals, so a file is asked for
//     again later.
//   - The legacy shape of callbacks (on-premise, ended in October 2025) is read,
//     for what is stored and for old sandboxes. Its error codes are known as far
//     as they are listed in errors.go; 471 among others is not, and stays unknown.
package dialog360
