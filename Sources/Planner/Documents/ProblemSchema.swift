extension PlannerDocument {
  /// The JSON Schema (draft 2020-12) of `PROBLEM.json`.
  public static let schema = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Jiaoli planning problem",
      "type": "object",
      "required": ["periods", "days", "sessions"],
      "additionalProperties": false,
      "patternProperties": { "^\\\\$": true },
      "properties": {
        "version": { "const": 1 },
        "title": { "type": "string" },
        "periods": {
          "type": "array", "minItems": 1, "maxItems": 24,
          "items": {
            "type": "object", "required": ["start", "end"], "additionalProperties": false,
            "properties": {
              "start": { "$ref": "#/$defs/clock" }, "end": { "$ref": "#/$defs/clock" }, "half": { "$ref": "#/$defs/half" }
            }
          }
        },
        "days": {
          "type": "array", "minItems": 1, "maxItems": 1000,
          "items": {
            "type": "object", "required": ["date", "week"], "additionalProperties": false,
            "properties": {
              "date": { "$ref": "#/$defs/day" }, "weekday": { "$ref": "#/$defs/weekday" }, "week": { "type": "integer" },
              "parity": { "$ref": "#/$defs/parity" }, "provisional": { "type": "boolean" }
            }
          }
        },
        "people": { "type": "array", "items": { "$ref": "#/$defs/person" } },
        "places": { "type": "array", "items": { "$ref": "#/$defs/place" } },
        "travel": {
          "type": "array",
          "items": {
            "type": "object", "required": ["from", "to", "minutes"], "additionalProperties": false,
            "properties": {
              "from": { "type": "string" }, "to": { "type": "string" }, "minutes": { "type": "integer", "minimum": 0, "maximum": 1440 }
            }
          }
        },
        "sessions": { "type": "array", "items": { "$ref": "#/$defs/session" } },
        "groups": { "type": "array", "items": { "$ref": "#/$defs/group" } },
        "precedences": {
          "type": "array",
          "items": {
            "type": "object", "required": ["before", "after"], "additionalProperties": false,
            "properties": {
              "before": { "type": "string" }, "after": { "type": "string" }, "minimumDays": { "type": "integer", "minimum": 0 },
              "maximumDays": { "type": "integer", "minimum": 0 }
            }
          }
        },
        "tripsPerDay": { "type": "integer", "minimum": 0, "maximum": 10000 },
        "weights": {
          "type": "object",
          "propertyNames": {
            "enum": [
              "classes", "audience", "researchDay", "spread", "compactness", "onePlace", "seats", "balance", "weeks", "preferred", "travel",
              "moved", "told"
            ]
          },
          "additionalProperties": { "type": "integer", "minimum": 0, "maximum": 100000 }
        }
      },
      "$defs": {
        "day": { "type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$" },
        "clock": { "type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5]?[0-9]$" },
        "weekday": { "type": "integer", "minimum": 1, "maximum": 7 },
        "parity": { "enum": ["odd", "even"] },
        "half": { "enum": ["morning", "afternoon"] },
        "period": { "type": "integer", "minimum": 1, "maximum": 24 },
        "names": { "type": "array", "items": { "type": "string" } },
        "slot": {
          "type": "object", "required": ["day", "period"], "additionalProperties": false,
          "properties": { "day": { "$ref": "#/$defs/day" }, "period": { "$ref": "#/$defs/period" } }
        },
        "placement": {
          "type": "object", "required": ["day", "period"], "additionalProperties": false,
          "properties": {
            "day": { "$ref": "#/$defs/day" }, "period": { "$ref": "#/$defs/period" }, "place": { "type": "string" },
            "people": { "$ref": "#/$defs/names" }
          }
        },
        "absence": {
          "type": "object", "required": ["from"], "additionalProperties": false,
          "properties": {
            "from": { "$ref": "#/$defs/day" }, "through": { "$ref": "#/$defs/day" },
            "periods": { "type": "array", "items": { "$ref": "#/$defs/period" } }, "reason": { "type": "string" }
          }
        },
        "pattern": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "from": { "$ref": "#/$defs/day" }, "through": { "$ref": "#/$defs/day" },
            "weekdays": { "type": "array", "items": { "$ref": "#/$defs/weekday" } },
            "periods": { "type": "array", "items": { "$ref": "#/$defs/period" } },
            "weeks": { "type": "array", "items": { "type": "integer" } }, "parity": { "$ref": "#/$defs/parity" },
            "half": { "$ref": "#/$defs/half" }
          }
        },
        "patterns": { "type": "array", "items": { "$ref": "#/$defs/pattern" } },
        "person": {
          "type": "object", "required": ["id"], "additionalProperties": false,
          "properties": {
            "id": { "type": "string", "minLength": 1 }, "name": { "type": "string" }, "school": { "type": "string" }, "zone": { "type": "string" },
            "timetable": {
              "type": "array",
              "items": {
                "type": "object", "required": ["weekday", "period"], "additionalProperties": false,
                "properties": {
                  "weekday": { "$ref": "#/$defs/weekday" }, "period": { "$ref": "#/$defs/period" }, "parity": { "$ref": "#/$defs/parity" },
                  "title": { "type": "string" }, "keep": { "type": "boolean" }
                }
              }
            },
            "absences": { "type": "array", "items": { "$ref": "#/$defs/absence" } }, "tripsPerDay": { "type": "integer", "minimum": 0, "maximum": 10000 },
            "target": { "type": "integer", "minimum": 0, "maximum": 10000 }
          }
        },
        "place": {
          "type": "object", "required": ["id"], "additionalProperties": false,
          "properties": {
            "id": { "type": "string", "minLength": 1 }, "name": { "type": "string" }, "zone": { "type": "string" },
            "seats": { "type": "integer", "minimum": 0 }, "capacity": { "type": ["integer", "null"], "minimum": 0, "maximum": 1000 },
            "closures": { "type": "array", "items": { "$ref": "#/$defs/absence" } }
          }
        },
        "session": {
          "type": "object", "required": ["id"], "additionalProperties": false,
          "properties": {
            "id": { "type": "string", "minLength": 1 }, "title": { "type": "string" }, "length": { "$ref": "#/$defs/period" },
            "from": { "$ref": "#/$defs/day" }, "through": { "$ref": "#/$defs/day" },
            "starts": { "type": "array", "items": { "$ref": "#/$defs/slot" } }, "allowed": { "$ref": "#/$defs/patterns" },
            "forbidden": { "$ref": "#/$defs/patterns" }, "preferred": { "$ref": "#/$defs/patterns" }, "people": { "$ref": "#/$defs/names" },
            "openSeats": {
              "type": "object", "required": ["minimum", "maximum", "pool"], "additionalProperties": false,
              "properties": {
                "minimum": { "type": "integer", "minimum": 0 }, "maximum": { "type": "integer", "minimum": 0, "maximum": 50 },
                "pool": { "$ref": "#/$defs/names" }
              }
            },
            "places": { "oneOf": [ { "const": "any" }, { "$ref": "#/$defs/names" } ] }, "audience": { "$ref": "#/$defs/names" },
            "attendance": { "type": "integer", "minimum": 0 }, "researchDay": { "$ref": "#/$defs/weekday" }, "groups": { "$ref": "#/$defs/names" },
            "during": {
              "type": "object", "required": ["person"], "additionalProperties": false,
              "properties": { "person": { "type": "string" }, "lesson": { "type": "string" } }
            },
            "pinned": { "$ref": "#/$defs/placement" }, "previous": { "$ref": "#/$defs/placement" }
          }
        },
        "group": {
          "type": "object", "required": ["id"], "additionalProperties": false,
          "properties": {
            "id": { "type": "string", "minLength": 1 }, "title": { "type": "string" }, "neverAtOnce": { "type": "boolean" },
            "maximumPerDay": { "type": "integer", "minimum": 0, "maximum": 10000 }, "maximumPerWeek": { "type": "integer", "minimum": 0, "maximum": 10000 },
            "minimumDays": { "type": "integer", "minimum": 0, "maximum": 10000 }, "minimumWeeks": { "type": "integer", "minimum": 0, "maximum": 10000 },
            "compact": { "type": "boolean" }, "onePlace": { "type": "boolean" }
          }
        }
      }
    }
    """
}
