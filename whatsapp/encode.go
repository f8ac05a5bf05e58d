package whatsapp

import (
	"encoding/json"
	"errors"
)

// ErrContentKind is returned for a kind that is none of the constants.
var ErrContentKind = errors.New("whatsapp: unknown kind of content")

// DecodeContent reads content that was written with encoding/json, given its
// kind: what a store does when it reads back what it kept.
func DecodeContent(k ContentKind, data []byte) (Content, error) {
	switch k {
	case KindText:
		return decode[Text](data)
	case KindImage, KindVideo, KindAudio, KindDocument, KindSticker:
		return decode[Media](data)
	case KindLocation:
		return decode[Location](data)
	case KindContacts:
		return decode[Contacts](data)
	case KindReaction:
		return decode[Reaction](data)
	case KindButton:
		return decode[Button](data)
	case KindButtonReply:
		return decode[ButtonReply](data)
	case KindListReply:
		return decode[ListReply](data)
	case KindFlowReply:
		return decode[FlowReply](data)
	case KindCallPermissionReply:
		return decode[CallPermissionReply](data)
	case KindPaymentMethod:
		return decode[PaymentMethod](data)
	case KindOrder:
		return decode[Order](data)
	case KindSystem:
		return decode[System](data)
	case KindEdit:
		return decode[Edit](data)
	case KindRevoke:
		return decode[Revoke](data)
	case KindUnsupported:
		return decode[Unsupported](data)
	case KindTemplate:
		return decode[Template](data)
	case KindRequestWelcome:
		return RequestWelcome{}, nil
	case KindMediaPlaceholder:
		return MediaPlaceholder{}, nil
	case KindUnknown:
		return UnknownContent{}, nil
	default:
		return decodeSent(k, data)
	}
}

// decodeSent reads content that is only ever sent.
func decodeSent(k ContentKind, data []byte) (Content, error) {
	switch k {
	case KindPin:
		return decode[Pin](data)
	case KindButtons:
		return decode[Buttons](data)
	case KindList:
		return decode[List](data)
	case KindCTAURL:
		return decode[CTAURL](data)
	case KindLocationRequest:
		return decode[LocationRequest](data)
	case KindContactRequest:
		return decode[ContactRequest](data)
	case KindCallButton:
		return decode[CallButton](data)
	case KindCallPermissionRequest:
		return decode[CallPermissionRequest](data)
	case KindFlow:
		return decode[FlowMessage](data)
	case KindCarousel:
		return decode[Carousel](data)
	case KindProduct:
		return decode[ProductMessage](data)
	case KindProductList:
		return decode[ProductList](data)
	case KindCatalog:
		return decode[CatalogMessage](data)
	case KindAddress:
		return decode[AddressMessage](data)
	case KindOrderDetails:
		return decode[OrderDetails](data)
	case KindOrderStatus:
		return decode[OrderStatus](data)
	default:
		return nil, ErrContentKind
	}
}

func decode[T Content](data []byte) (Content, error) {
	var c T
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, err
	}
	return c, nil
}
