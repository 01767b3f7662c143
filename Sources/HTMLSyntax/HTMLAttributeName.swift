/// The names of attributes that anything asks for, as the bytes of the name: an attribute is found by comparing numbers.
///
/// None is longer than eight bytes.
public enum HTMLAttributeName: UInt64, CaseIterable, Sendable {
  case bgcolor = 0x62_6763_6F6C_6F72
  case `class` = 0x63_6C61_7373
  case color = 0x63_6F6C_6F72
  case colspan = 0x63_6F6C_7370_616E
  case content = 0x63_6F6E_7465_6E74
  case data = 0x6461_7461
  case dir = 0x64_6972
  case disabled = 0x6469_7361_626C_6564
  case encoding = 0x656E_636F_6469_6E67
  case face = 0x6661_6365
  case hidden = 0x6869_6464_656E
  case href = 0x6872_6566
  case id = 0x6964
  case label = 0x6C_6162_656C
  case media = 0x6D_6564_6961
  case multiple = 0x6D75_6C74_6970_6C65
  case name = 0x6E61_6D65
  case open = 0x6F70_656E
  case reversed = 0x7265_7665_7273_6564
  case rowspan = 0x72_6F77_7370_616E
  case selected = 0x7365_6C65_6374_6564
  case size = 0x7369_7A65
  case src = 0x73_7263
  case start = 0x73_7461_7274
  case style = 0x73_7479_6C65
  case type = 0x7479_7065
  case value = 0x76_616C_7565
}
