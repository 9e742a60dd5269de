import Rules
import Testing

@Suite struct FunctionTests {
  @Test(arguments: [
    ("'示范课'.contains('范')", "true"), ("'abc'.startsWith('')", "true"), ("'abc'.endsWith('abcd')", "false"),
    ("size(b'abc') + {1: 2}.size()", "4"),
    ("'示范课'.charAt(1)", #""范""#), ("'abc'.charAt(3)", #""""#), ("'abc'.charAt(4)", "error: invalidArgument"),
    ("'banana'.indexOf('an', 2)", "3"),
    ("'banana'.lastIndexOf('an')", "3"), ("'aXb'.lowerAscii() + 'é'.upperAscii()", #""axbé""#),
    ("'a-b-c'.replace('-', '+', 1)", #""a+b-c""#),
    ("'ab'.replace('', '.')", #"".a.b.""#), ("'a,b,c'.split(',', 2)", #"["a","b,c"]"#), ("'示范'.split('')", #"["示","范"]"#),
    ("'示范课'.substring(1)", #""范课""#),
    ("'abc'.substring(2, 1)", "error: invalidArgument"), ("'\\u3000 a '.trim()", #""a""#), ("['a', 'b'].join('-')", #""a-b""#),
    ("'示范'.reverse()", #""范示""#),
    ("'%s 有 %d 项, %.1f%%'.format(['课', 3, 2.25])", #""课 有 3 项, 2.2%""#),
    ("'%x %o %b %e'.format([255, 8, 5, 1500.0])", #""ff 10 101 1.500000e+03""#),
    ("'%d'.format(['a'])", "error: invalidArgument"), ("'%s'.format([{'b': [1, null], 'a': 1.5}])", #""{a: 1.5, b: [1, null]}""#),
    ("strings.quote('a\"b')", #""\"a\\\"b\"""#),
    ("math.greatest(1, 2.5, 2u)", "2.5"), ("math.least([3, 1])", "1"), ("math.round(-2.5)", "-3.0"), ("math.bitShiftRight(-1, 63)", "1"),
    ("math.sqrt(9)", "3.0"),
    ("math.abs(-9223372036854775808)", "error: overflow"), ("base64.encode(b'hi')", #""aGk=""#),
    ("base64.decode('aGk')", #"{"$bytes":"aGk="}"#),
    ("[1][?3].orValue(7)", "7"), ("[?optional.none(), 1]", "[1]"), ("{?'a': optional.of(1)}", #"{"a":1}"#),
    ("optional.none().value()", "error: invalidArgument"),
  ])
  func `strings, numbers and optionals`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    ("int('-7') + int(7.9) + int(3u)", "3"), ("double('1e3')", "1000.0"),
    ("string(1.0) + string(-4.5e-3) + string(1e21)", #""1-0.00451e+21""#), ("string(b'\\xff')", "error: invalidArgument"),
    ("bool('True')", "true"), ("bool('yes')", "error: invalidArgument"), ("bytes('é')", #"{"$bytes":"w6k="}"#),
    ("string(true) + string(7u)", #""true7""#),
    ("int(timestamp('1970-01-02T00:00:00Z'))", "86400"), ("string(duration('1h30m'))", #""5400s""#), ("uint(1.9)", #"{"$uint":"1"}"#),
    ("type(dyn(1.5)) == double", "true"),
  ])
  func `conversions`(_ source: String, _ result: String) { #expect(shown(source) == result) }

  @Test(arguments: [
    ("timestamp('2014-02-28T23:30:00+08:00')", #"{"$timestamp":"2014-02-28T15:30:00Z"}"#),
    ("timestamp('2014-02-30T00:00:00Z')", "error: invalidArgument"),
    ("timestamp('2014-02-28T23:30:00Z').getDate('Asia/Shanghai')", "1"), ("timestamp('2014-02-28T23:30:00Z').getHours('+08:00')", "7"),
    ("timestamp('2014-02-28T23:30:00Z').getDayOfWeek()", "5"), ("timestamp('2014-02-28T00:00:00Z').getDayOfYear()", "58"),
    ("timestamp(0).getMonth()", "0"),
    ("timestamp('2014-02-28T00:00:00.25Z').getMilliseconds()", "250"), ("timestamp(0).getHours('No/Where')", "error: invalidArgument"),
    ("timestamp(0) + duration('1.5s')", #"{"$timestamp":"1970-01-01T00:00:01.5Z"}"#),
    ("timestamp(10) - timestamp(4) == duration('6s')", "true"),
    ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error: overflow"), ("duration('-1h2m3.5s')", #"{"$duration":"-3723.5s"}"#),
    ("duration('1d')", "error: invalidArgument"),
    ("duration('90m').getHours()", "1"), ("duration('1500ms').getMilliseconds()", "500"), ("-duration('1s')", #"{"$duration":"-1s"}"#),
  ])
  func `timestamps and durations`(_ source: String, _ result: String) { #expect(shown(source) == result) }
}
