package wire

import "github.com/wainbox/wainbox/whatsapp"

// appendProduct appends a member that names a product.
func appendProduct(dst []byte, name string, p whatsapp.ProductRef) []byte {
	dst = appendOpen(dst, name)
	dst = appendField(dst, "catalog_id", p.Catalog)
	dst = appendField(dst, "product_retailer_id", p.Product)
	return append(dst, '}')
}

// appendProducts appends the sections of a message, or of a template's button.
func appendProducts(dst []byte, sections []whatsapp.ProductSection) []byte {
	dst = appendList(dst, "sections")
	for _, s := range sections {
		dst = appendElement(dst)
		dst = appendOptional(dst, "title", s.Title)
		dst = appendList(dst, "product_items")
		for _, p := range s.Products {
			dst = appendElement(dst)
			dst = append(appendField(dst, "product_retailer_id", p), '}')
		}
		dst = append(dst, "]}"...)
	}
	return append(dst, ']')
}

func appendCatalogAction(dst []byte, thumbnail string) []byte {
	dst = append(dst, `,"action":{"name":"catalog_message"`...)
	if thumbnail != "" {
		dst = appendOpen(dst, "parameters")
		dst = append(appendField(dst, "thumbnail_product_retailer_id", thumbnail), '}')
	}
	return append(dst, '}')
}

func appendCards(dst []byte, cards []whatsapp.Card) []byte {
	dst = append(dst, `,"action":{"cards":[`...)
	for i, c := range cards {
		dst = appendElement(dst)
		dst = appendNumber(dst, "card_index", int64(i))
		if c.Media == nil {
			dst = append(dst, `,"type":"product"`...)
			dst = appendProduct(dst, "action", c.Product)
		} else {
			dst = append(dst, `,"type":"cta_url"`...)
			dst = appendHeader(dst, whatsapp.Header{Media: c.Media})
			dst = appendBody(dst, c.Body)
			dst = appendLinkAction(dst, c.Label, c.URL)
		}
		dst = append(dst, '}')
	}
	return append(dst, "]}"...)
}
