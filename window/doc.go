// Package window says whether a business may write freely to a customer, until
// when, what may be sent now instead, and what it costs.
//
// For 24 hours after the customer's last message or call anything may be sent;
// outside only an approved template. Source: Cloud API, "Send messages",
// November 2025. A customer who came by an advertisement or a page's button, and
// is answered within 24 hours, is free of charge for 72 hours from the answer;
// the one does not prolong the other. Source: Cloud API, "Pricing", November
// 2025.
//
// [State] is what is known of one window, [Fold] makes one of raw events,
// [State.Next] says what is to be told of it and when, and [Judge] whether a
// message may go, as what, and whether it is billed. A [Card] holds the prices.
//
// Everything here is a pure function of its arguments. Times are the provider's,
// in any zone. An end is outside: at 24 hours after the opening the window is
// closed.
//
// # What is not known
//
// The platform does not say whether reactions, edits and the like open the
// window; [Openers] is the table, and a refusal corrects it. It does not say
// either, and the careful reading is built:
//
//   - whether a call opens the window when it begins or when it ends: the
//     beginning;
//   - what a second entry means while the first is still free: the first is
//     forgotten, and the answer to the second is free;
//   - in which zone a new pricing begins: at midnight in the account's;
//   - whether a message that costs nothing for another reason uses up the 1,000
//     free service messages, and whether an account without a payment method
//     has them: sources disagree;
//   - which pricing type the status of such a free message carries.
//
// An entry counts from the apps for Android and iOS only, which no webhook
// tells: so a price that is free by an entry point is an expectation. What the
// platform charged is in a status; see [BillingOf].
package window
