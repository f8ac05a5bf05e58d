package templates

import (
	"slices"
	"strings"
	"unicode"
)

// promotional are words that seldom stand in a text that promotes nothing, by
// language. They are ours: the platform tells by reading. Left out are those
// that mean something else as often, as "free", or "sale" in Spanish.
var promotional = map[string][]string{
	"ar": {"خصم", "تخفيضات", "كوبون", "عرض خاص"},
	"de": {"rabatt", "rabatte", "gutschein", "gutscheincode", "sonderangebot", "ausverkauf", "jetzt kaufen"},
	"en": {
		"discount", "discounts", "discounted", "coupon", "coupons", "voucher", "vouchers", "promo", "promo code", "sale",
		"% off", "percent off", "special offer", "limited time offer", "buy now", "shop now", "free gift", "free shipping",
	},
	"es": {"descuento", "descuentos", "cupón", "cupones", "rebaja", "rebajas", "promoción", "promociones", "oferta especial"},
	"fr": {"remise", "remises", "soldes", "code promo", "coupon", "bon de réduction", "offre spéciale"},
	"hi": {"छूट", "कूपन", "डिस्काउंट"},
	"id": {"diskon", "kupon", "voucher", "promo"},
	"it": {"sconto", "sconti", "saldi", "coupon", "promozione", "offerta speciale"},
	"ja": {"割引", "クーポン", "セール"},
	"nl": {"korting", "kortingscode", "aanbieding", "uitverkoop"},
	"pl": {"rabat", "zniżka", "zniżki", "kupon", "promocja", "wyprzedaż"},
	"pt": {"desconto", "descontos", "cupom", "cupão", "promoção", "promoções", "oferta especial"},
	"ru": {"скидка", "скидки", "скидку", "промокод", "купон", "распродажа"},
	"tr": {"indirim", "indirimli", "kupon", "kampanya"},
	"zh": {"折扣", "优惠券", "優惠券", "促销", "促銷"},
}

// promotion finds words of promotion in a text that must not promote.
// Authentication has no text of its own.
func (l *linter) promotion(at, text string) {
	if l.category != Utility {
		return
	}
	language, _, _ := strings.Cut(NormalizeLanguage(l.language), "_")
	spaced := language != "ja" && language != "zh"
	text = plainWords(text)
	for _, word := range promotional[language] {
		if spaced {
			word = " " + word + " "
		}
		if strings.Contains(text, word) {
			l.add("utility_promotion", at)
			return
		}
	}
}

// plainWords is a text in lower case with one space around each word, a percent
// sign being one.
func plainWords(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), "%", " % ")
	apart := func(r rune) bool {
		return r != '%' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	}
	return " " + strings.Join(strings.FieldsFunc(text, apart), " ") + " "
}

// selling checks that a button does not promote where it must not.
func (l *linter) selling(at string, b Button) {
	kinds := []string{"COPY_CODE", "CATALOG", "MPM", "SPM"}
	if l.category == Utility && slices.Contains(kinds, strings.ToUpper(b.Type)) {
		l.add("utility_button", at+".type")
	}
}
