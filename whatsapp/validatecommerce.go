package whatsapp

import "unicode/utf8"

// commerce checks the messages that show products.
func (v *checker) commerce(c Content) {
	switch c := c.(type) {
	case ProductMessage:
		v.optional(atBody, c.Body, MaxBodyRunes)
		v.optional(atFooter, c.Footer, MaxFooterRunes)
		v.product(atAction, c.Product)
	case ProductList:
		v.text(atHeader+".text", c.Header, MaxHeaderRunes)
		v.text(atBody, c.Body, MaxBodyRunes)
		v.optional(atFooter, c.Footer, MaxFooterRunes)
		v.required(atAction+".catalog_id", c.Catalog)
		v.products(atAction+".sections", c.Sections)
	case CatalogMessage:
		v.text(atBody, c.Body, MaxBodyRunes)
		v.optional(atFooter, c.Footer, MaxFooterRunes)
		v.utf8(atParameters+".thumbnail_product_retailer_id", c.Thumbnail)
	default:
		v.add("type", string(c.Kind())+" cannot be sent")
	}
}

func (v *checker) product(at string, p ProductRef) {
	v.required(at+".catalog_id", p.Catalog)
	v.required(at+".product_retailer_id", p.Product)
}

// products checks the sections of a message, or of a template's button.
func (v *checker) products(at string, sections []ProductSection) {
	v.count(at, len(sections), 1, MaxSections)
	total := 0
	for i, s := range sections {
		one := item(at, i)
		v.utf8(one+".title", s.Title)
		if len(s.Products) == 0 {
			v.add(one+".product_items", "required")
		}
		for j, p := range s.Products {
			v.required(item(one+".product_items", j)+".product_retailer_id", p)
		}
		total += len(s.Products)
	}
	if total > MaxProducts {
		v.add(at, atMost(MaxProducts, "products in total"))
	}
}

// fields checks a form's fields without naming them: they are the caller's.
func (v *checker) fields(at string, all map[string]string) {
	for name, value := range all {
		if name == "" || !utf8.ValidString(name) || !utf8.ValidString(value) {
			v.add(at, "fields with names, of valid UTF-8")
			return
		}
	}
}
