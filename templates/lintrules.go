package templates

import "github.com/wainbox/wainbox/whatsapp"

// definitionRules are of what stands beside the parts, and of the parts as such.
var definitionRules = []LintRule{
	{"name_missing", Refused, "give the template a name", 0, 0, pageTemplates},
	{"name_characters", Refused, "name it with a-z, 0-9 and _ only", 0, 0, pageTemplates},
	{"name_too_long", Refused, "shorten the name to %d characters", whatsapp.MaxTemplateNameBytes, 0, pageTemplates},
	{"language_missing", Refused, "give the language", 0, 0, pageTemplates},
	{"language_spelling", Refused, `spell the language as the platform does: "en", "en_US"`, 0, 0, pageLanguages},
	{"language_malformed", Refused, `give a language of the platform's list: "en", "en_US"`, 0, 0, pageLanguages},
	{"language_unknown", Risky, "use a language of the platform's list, which has not this one", 0, 0, pageLanguages},
	{"category_missing", Refused, "give the category", 0, 0, pageManagement},
	{"category_unknown", Refused, "use AUTHENTICATION, MARKETING or UTILITY, in capitals", 0, 0, pageManagement},
	{"format_unknown", Refused, "use POSITIONAL or NAMED", 0, 0, pageManagement},
	{"ttl_authentication", Refused, "try for 30 to 900 seconds, or -1", 0, 0, pageTemplates},
	{"ttl_utility", Refused, "try for 30 to 43200 seconds, or -1", 0, 0, pageTemplates},
	{"ttl_marketing", Refused, "try for 43200 to 2592000 seconds", 0, 0, pageTemplates},
	{"marketing_messages", Advice, "send it through the Marketing Messages API, which alone takes this", 0, 0, pageMessages},
	{"marketing_messages_category", Risky, "leave it out, or make the template a marketing one: the Marketing Messages API alone takes this", 0, codeNoMarket, pageMessages},

	{"content_session", Risky, "add a type that can be submitted: these are for an open window, and not reviewed", 0, 0, pageContent},
	{"content_type", Risky, "use a type that the page lists", 0, 0, oursContent},

	{"component_type_missing", Refused, "give the part's type", 0, 0, pageComponents},
	{"component_unknown", Risky, "use a type of part that the page lists", 0, 0, pageComponents},
	{"component_repeated", Risky, "keep one part of this type", 0, 0, oursComponents},
	{"body_missing", Refused, "write a body", 0, codeBody, pageComponents},
}

// textRules are of headers, bodies and footers.
var textRules = []LintRule{
	{"header_format_missing", Refused, "give the header's format", 0, codeHeader, pageComponents},
	{"header_format_unknown", Risky, "use TEXT, IMAGE, VIDEO, GIF, DOCUMENT, LOCATION or PRODUCT", 0, codeHeader, pageComponents},
	{"header_text_missing", Refused, "write the header, or leave it out", 0, codeHeader, pageComponents},
	{"header_too_long", Refused, "shorten the header to %d characters", whatsapp.MaxHeaderRunes, codeTooLong, pageTemplates},
	{"header_variables", Refused, "use at most %d variable in the header", MaxHeaderVariables, codeHeader, pageTemplates},
	{"header_line_break", Refused, "write the header in one line", 0, codeHeader, pageTwilio},
	{"header_markup", Refused, "take *, _, ~ and ` out of the header: it cannot have markup", 0, codeHeader, pageTemplates},
	{"header_markup_sign", Risky, "take *, _, ~ and ` out of the header: it may be read as markup", 0, codeHeader, oursTemplates},
	{"header_variable_at_edge", Risky, "put text before and after the header's variable", 0, codeEdge, oursTemplates},
	{"header_sample_missing", Refused, "upload a sample file and give its handle", 0, codeHeader, pageComponents},
	{"header_sample_url", Risky, "upload the sample again and give its handle: an address cannot be submitted", 0, 0, pageComponents},
	{"header_product", Refused, "add the SPM button, or take the product out of the header", 0, 0, pageComponents},

	{"body_too_long", Refused, "shorten the body to %d characters", whatsapp.MaxBodyRunes, codeTooLong, pageTemplates},
	{"utility_promotion", Risky, "take the words that promote out, or make it a marketing template", 0, 0, oursCategories},

	{"footer_empty", Refused, "write the footer, or leave it out", 0, codeFooter, pageComponents},
	{"footer_too_long", Refused, "shorten the footer to %d characters", whatsapp.MaxFooterRunes, codeTooLong, pageTemplates},
	{"footer_variable", Refused, "take the variable out of the footer", 0, codeFooter, pageTemplates},
	{"footer_variable_catalog", Risky, "take the variable out of the footer: the pages disagree about it", 0, codeFooter, `"Catalog templates", November 2025`},
}

// variableRules are of variables and their samples.
var variableRules = []LintRule{
	{"variable_malformed", Refused, "write variables as {{1}} or {{first_name}}, and no other double braces", 0, 0, pageTemplates},
	{"variable_single_braces", Risky, "write two braces around a variable: one pair is shown as it is", 0, 0, ours},
	{"variable_symbol", Refused, "take #, $ and % out of the variable", 0, 0, pageTemplates},
	{"variable_name", Refused, "name variables with a-z and _ only", 0, 0, pageTemplates},
	{"variable_name_digits", Risky, "name variables without digits: the page allows letters and underscores", 0, 0, oursTemplates},
	{"variable_style", Refused, "write all variables as parameter_format says: numbers, or with NAMED names", 0, 0, pageTemplates},
	{"variable_gap", Refused, "number variables 1, 2, 3 without a gap", 0, 0, pageTemplates},
	{"variable_order", Risky, "number variables in the order in which they come", 0, 0, oursTemplates},
	{"variable_number_repeated", Risky, "give each place a number of its own", 0, 0, oursTemplates},
	{"variable_name_repeated", Refused, "give each place a name of its own", 0, 0, pageTemplates},
	{"variable_name_shared", Risky, "use another name than in the other part", 0, 0, oursTemplates},
	{"variables_adjacent", Refused, "put text between the variables", 0, 0, pageTemplates},
	{"variables_spaced", Risky, "put more than blanks between the variables", 0, 0, oursTemplates},
	{"variable_at_start", Refused, "put text before the first variable", 0, codeEdge, pageTemplates},
	{"variable_at_end", Refused, "put text after the last variable", 0, codeEdge, pageTemplates},
	{"variable_ratio", Risky, "write more text, or use fewer variables: at least two words for each, and one", 0, codeRatio, oursErrors},
	{"text_variable", Risky, "take the variable out: no message has a value for it", 0, 0, oursComponents},

	{"example_missing", Refused, "give a sample of each variable", 0, 0, pageTemplates},
	{"example_answer", Risky, "give the samples again: the provider's answer has none", 0, 0, oursTemplates},
	{"example_count", Refused, "give as many samples as there are variables", 0, 0, pageTemplates},
	{"example_empty", Refused, "write the sample", 0, 0, pageTemplates},
	{"example_unused", Advice, "take the sample out: it is of no variable", 0, 0, oursTemplates},
	{"example_value", Risky, "write the sample without line breaks, tabs and more than four spaces in a row", 0, codeValue, oursErrors},
	{"example_too_long", Risky, "shorten text or samples: together they are too long to be sent", 0, codeFilled, pageErrors},
}

// buttonRules are of buttons.
var buttonRules = []LintRule{
	{"buttons_missing", Refused, "give a button, or leave the part out", 0, 0, pageComponents},
	{"buttons_too_many", Refused, "use at most %d buttons", whatsapp.MaxTemplateButtons, 0, pageComponents},
	{"buttons_url", Refused, "use at most %d URL buttons", MaxURLButtons, 0, pageComponents},
	{"buttons_phone", Refused, "use at most %d PHONE_NUMBER button", MaxPhoneButtons, 0, pageComponents},
	{"buttons_code", Refused, "use at most %d COPY_CODE button", MaxCodeButtons, 0, pageComponents},
	{"buttons_grouping", Refused, "put quick replies together, before or after all others", 0, 0, pageComponents},
	{"buttons_folded", Advice, "use at most %d buttons: more are folded, and not shown on desktop", MaxUnfoldedButtons, 0, pageComponents},
	{"buttons_mixed", Advice, "use quick replies or other buttons: both together are not shown on desktop", 0, 0, pageComponents},
	{"button_type_missing", Refused, "give the button's type", 0, 0, pageComponents},
	{"button_unknown", Risky, "use a type of button that the page lists", 0, 0, pageComponents},
	{"button_text_missing", Refused, "give the button a text", 0, 0, pageComponents},
	{"button_text_too_long", Refused, "shorten the button's text to %d characters", MaxButtonTextRunes, codeTooLong, pageComponents},
	{"button_text_long", Risky, "shorten the button's text to %d characters, as of other buttons", MaxButtonTextRunes, codeTooLong, oursComponents},
	{"button_text_repeated", Risky, "give each button another text", 0, 0, ours},
	{"button_text_fixed", Risky, `use the page's text: "View catalog" for CATALOG, "View items" for MPM, "View" for SPM`, 0, 0, oursComponents},
	{"utility_button", Risky, "leave the button out, or make it a marketing template", 0, 0, oursCategories},

	{"url_missing", Refused, "give the button's address", 0, 0, pageComponents},
	{"url_form", Risky, "begin the address with https:// or http:// and a host", 0, 0, oursComponents},
	{"url_too_long", Refused, "shorten the address to %d characters", MaxURLRunes, codeTooLong, pageComponents},
	{"url_variables", Refused, "use one variable in the address", 0, 0, pageComponents},
	{"url_variable_place", Refused, "put the variable at the end of the address", 0, 0, pageComponents},
	{"phone_missing", Refused, "give the button's phone number", 0, 0, pageComponents},
	{"phone_too_long", Refused, "shorten the phone number to %d characters", MaxPhoneRunes, codeTooLong, pageComponents},
	{"phone_form", Risky, "write the phone number with digits", 0, 0, ours},
	{"code_missing", Refused, "give a sample of the code to copy", 0, 0, pageComponents},
	{"code_too_long", Refused, "shorten the code to %d characters", whatsapp.MaxCouponCodeBytes, codeTooLong, pageComponents},
	{"code_long", Risky, "shorten the code to %d characters: the pages disagree about more", MaxSafeCodeRunes, codeTooLong, pageComponents},
	{"code_characters", Risky, "write the code with letters and digits", 0, 0, oursComponents},
	{"flow_one", Refused, "give one of flow_id, flow_name and flow_json", 0, 0, pageComponents},
	{"flow_action_unknown", Risky, "use navigate or data_exchange", 0, 0, oursComponents},
	{"flow_screen_missing", Risky, "say which screen to navigate to", 0, 0, oursComponents},
	{"flow_screen_unused", Advice, "take the screen out: the endpoint chooses it", 0, 0, oursComponents},
	{"flow_icon_unknown", Risky, "use DOCUMENT, PROMOTION or REVIEW", 0, 0, pageComponents},
}

// specialRules are of authentications, offers and carousels.
var specialRules = []LintRule{
	{"authentication_part", Refused, "keep body, footer and buttons: an authentication has no other part", 0, 0, pageTemplates},
	{"authentication_text", Refused, "take the text out: the platform writes it", 0, 0, pageTemplates},
	{"authentication_answer", Risky, "submit flags and the OTP button: this is how the platform shows them", 0, 0, oursTemplates},
	{"authentication_button", Refused, "use an OTP button, and no other", 0, 0, pageTemplates},
	{"authentication_expiration", Refused, "let the code be good for 1 to %d minutes", MaxCodeMinutes, 0, pageComponents},
	{"authentication_only", Risky, "take the authentication's flags out", 0, 0, oursComponents},
	{"otp_category", Refused, "use the OTP button in an authentication only", 0, 0, pageTemplates},
	{"otp_type", Refused, "use COPY_CODE, ONE_TAP or ZERO_TAP", 0, 0, pageComponents},
	{"otp_apps", Refused, "name the app that takes the code", 0, 0, pageComponents},
	{"otp_app", Refused, "give the app's package and the hash of its signature", 0, 0, pageComponents},
	{"otp_terms", Refused, "accept the terms of zero-tap", 0, 0, pageComponents},
	{"otp_unused", Advice, "take apps, autofill and terms out: a code to copy has none", 0, 0, oursComponents},

	{"offer_category", Refused, "make it a marketing template, or take the offer out", 0, 0, pageOffer},
	{"offer_text_missing", Refused, "write the offer's text", 0, 0, pageOffer},
	{"offer_text_too_long", Refused, "shorten the offer's text to %d characters", MaxOfferTextRunes, codeTooLong, pageOffer},
	{"offer_header", Refused, "use an image or a video as the header of an offer", 0, codeHeader, pageOffer},
	{"offer_header_missing", Risky, "give the offer an image or a video as its header", 0, codeHeader, pageOffer},
	{"offer_body_too_long", Refused, "shorten the body to %d characters, as it has an offer", MaxOfferBodyRunes, codeTooLong, pageOffer},
	{"offer_footer", Refused, "take the footer out: an offer has none", 0, codeFooter, pageOffer},
	{"offer_order", Refused, "put the code to copy before the address", 0, 0, pageOffer},
	{"offer_button", Risky, "use a code to copy and an address only", 0, 0, pageOffer},
	{"offer_code_too_long", Refused, "shorten the code to %d characters, as of an offer", MaxOfferCodeRunes, codeTooLong, pageOffer},

	{"cards_too_few", Refused, "make at least two cards", 0, 0, pageComponents},
	{"cards_too_many", Refused, "make at most %d cards", whatsapp.MaxCards, 0, pageComponents},
	{"cards_uneven", Refused, "give all cards the same parts, header format and buttons", 0, 0, pageComponents},
	{"cards_product", Risky, "define %d cards of products: a message may have more", ProductCards, 0, pageComponents},
	{"card_part", Refused, "keep header, body and buttons: a card has no other part", 0, 0, pageComponents},
	{"card_header", Refused, "give the card an image, a video or a product as its header", 0, codeHeader, pageComponents},
	{"card_body_too_long", Refused, "shorten the card's body to %d characters", whatsapp.MaxCardBodyRunes, codeTooLong, pageComponents},
	{"card_body_breaks", Risky, "use at most %d line breaks, as in a carousel that is no template", whatsapp.MaxCardBodyBreaks, codeBody, oursComponents},
	{"card_buttons_missing", Refused, "give the card a button", 0, 0, pageComponents},
	{"card_buttons_too_many", Refused, "give the card at most %d buttons", MaxCardButtons, 0, pageComponents},
}
