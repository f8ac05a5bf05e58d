package simulator

import (
	"mime"
	"path"
	"strings"
)

// mimeTypes are what files are by the ending of their name. The table is the simulator's own, so that it says the same
// on every machine.
var mimeTypes = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
	".mp4": "video/mp4", ".3gp": "video/3gpp",
	".aac": "audio/aac", ".amr": "audio/amr", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg",
	".pdf": "application/pdf", ".txt": "text/plain", ".vcf": "text/vcard",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

// mimeOf is the type of a file by its name, empty when the ending is not known.
func mimeOf(name string) string { return mimeTypes[strings.ToLower(path.Ext(name))] }

// baseType is a MIME type without parameters.
func baseType(mimeType string) string {
	base, _, _ := mime.ParseMediaType(mimeType)
	return base
}

// extension is the usual ending of a file's name, empty when there is none.
func extension(mimeType string) string {
	base := baseType(mimeType)
	if base == "image/jpeg" {
		return ".jpg"
	}
	for ending, kind := range mimeTypes {
		if kind == base {
			return ending
		}
	}
	return ""
}

// kindOf is the kind of message that a file of a MIME type is sent as by vendors that do not ask for one.
func kindOf(mimeType string) string {
	base := baseType(mimeType)
	kind, _, _ := strings.Cut(base, "/")
	switch {
	case base == "image/webp":
		return "sticker"
	case kind == "image", kind == "video", kind == "audio":
		if suits(kind, base) {
			return kind
		}
	}
	return "document"
}
