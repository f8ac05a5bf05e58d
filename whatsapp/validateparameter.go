package whatsapp

// parameter checks one value of a template; its type is one that there is.
func (v *checker) parameter(at string, p Parameter, limit int) {
	at += "." + p.Type
	switch p.Type {
	case "text":
		v.text(at, p.Text, limit)
	case "payload", "group_id":
		v.required(at, p.Text)
	case "coupon_code":
		v.couponCode(at, p.Text)
	case "date_time":
		v.required(at+".fallback_value", p.Text)
	case "currency":
		if p.Currency == nil {
			v.add(at, "required")
			return
		}
		v.required(at+".fallback_value", p.Currency.Fallback)
		v.required(at+".code", p.Currency.Code)
	case "image", "video", "gif", "document":
		if p.Media == nil {
			v.add(at, "an id or a link is required")
			return
		}
		v.file(at, *p.Media)
		v.filename(at, ContentKind(p.Type), p.Media.Filename)
	case "location":
		if p.Location == nil {
			v.add(at, "required")
			return
		}
		v.location(at, *p.Location)
		v.required(at+".name", p.Location.Name)
		v.required(at+".address", p.Location.Address)
	case "product":
		v.product(at, p.Product)
	case "ttl_minutes":
		v.positive(at, p.Number)
	case "limited_time_offer":
		v.positive(at+".expiration_time_ms", p.Number)
	case "tap_target_configuration":
		v.targets(at, p.Targets)
	}
}

func (v *checker) positive(field string, n int64) {
	if n <= 0 {
		v.add(field, "more than 0")
	}
}

func (v *checker) couponCode(field, code string) {
	switch {
	case code == "":
		v.add(field, "required")
	case len(code) > MaxCouponCodeBytes:
		v.add(field, atMost(MaxCouponCodeBytes, "characters"))
	}
	for i := range len(code) {
		if !letter(code[i]) && !digit(code[i]) {
			v.add(field, "letters and digits")
			return
		}
	}
}

func (v *checker) targets(at string, targets []TapTarget) {
	if len(targets) == 0 {
		v.add(at, "required")
	}
	for i, t := range targets {
		one := item(at, i)
		v.link(one+".url", t.URL)
		v.required(one+".title", t.Title)
	}
}

// action checks what a button does, which depends on the kind of button.
func (v *checker) action(at, button string, a *TemplateAction) {
	if a == nil {
		v.add(at, "required")
		return
	}
	v.texts(at, "flow_token", a.FlowToken, "thumbnail_product_retailer_id", a.Thumbnail)
	if a.FlowData != "" {
		v.object(at+".flow_action_data", a.FlowData)
	}
	if button == "order_details" || a.OrderDetails != "" {
		v.object(at+".order_details", a.OrderDetails)
	}
	if (button == "catalog" || button == "mpm") && a.Thumbnail == "" {
		v.add(at+".thumbnail_product_retailer_id", "required")
	}
	if button == "mpm" || len(a.Sections) > 0 {
		v.products(at+".sections", a.Sections)
	}
}
