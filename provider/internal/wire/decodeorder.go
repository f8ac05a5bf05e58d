package wire

import "github.com/wainbox/wainbox/whatsapp"

func (d *decoder) order(v int) whatsapp.Content {
	var o whatsapp.Order
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "catalog_id":
			o.Catalog = d.text(k + 1)
		case "text":
			o.Text = d.text(k + 1)
		case "product_items":
			o.Items = elements(d, k+1, d.orderItem)
		}
	}
	return o
}

func (d *decoder) orderItem(v int) whatsapp.OrderItem {
	quantity, _ := d.number(d.member(v, "quantity"))
	return whatsapp.OrderItem{
		Product:  d.text(d.member(v, "product_retailer_id")),
		Quantity: quantity,
		Price:    d.text(d.member(v, "item_price")),
		Currency: d.text(d.member(v, "currency")),
	}
}
