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
	case KindTemplate:
		return decode[Template](data)
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
	case KindUnsupported:
		return decode[Unsupported](data)
	case KindUnknown:
		return UnknownContent{}, nil
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
