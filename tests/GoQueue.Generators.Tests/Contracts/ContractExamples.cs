using GoQueue.Generators.Contracts;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>An example of each row: lines before and after.</summary>
internal static class ContractExamples
{
    private const string X = ".x int required";

    public static IReadOnlyDictionary<ContractRow, (string Before, string After)> All { get; } = new Dictionary<ContractRow, (string Before, string After)>
    {
        [ContractTable.MemberAdded] = (X, X + "\n.y int required"),
        [ContractTable.OptionalMemberAdded] = (X, X + "\n.y int optional"),
        [ContractTable.MemberRemoved] = (X + "\n.y uuid required", X),
        [ContractTable.OptionalMemberRemoved] = (X + "\n.y uuid optional", X),
        [ContractTable.MemberRenamed] = (X + "\n.y uuid required", X + "\n.z uuid required"),
        [ContractTable.RequiredToOptional] = (X, ".x int optional"),
        [ContractTable.OptionalToRequired] = (".x int optional", X),
        [ContractTable.NullAdded] = (X, ".x int? required"),
        [ContractTable.NullRemoved] = (".x int? required", X),
        [ContractTable.ElementNullAdded] = (".x array required\n.x[] int required", ".x array required\n.x[] int? required"),
        [ContractTable.IntegerWidened] = (X, ".x long required"),
        [ContractTable.IntegerWidenedInRange] = (".x int required <= 100 >= 0", ".x long required <= 100 >= 0"),
        [ContractTable.IntegerNarrowed] = (X, ".x short required"),
        [ContractTable.IntegerToFraction] = (X, ".x decimal required"),
        [ContractTable.FractionToInteger] = (".x decimal required", ".x long required"),
        [ContractTable.FractionToLargeInteger] = (".x double required", ".x long required"),
        [ContractTable.FractionWidened] = (".x float required", ".x double required"),
        [ContractTable.FractionNarrowed] = (".x double required", ".x float required"),
        [ContractTable.BinaryToDecimal] = (".x double required", ".x decimal required"),
        [ContractTable.NumberToText] = (X, ".x string required"),
        [ContractTable.TextToNumber] = (".x string required", X),
        [ContractTable.KindChanged] = (X, ".x bool required"),
        [ContractTable.TextOpened] = (".x uuid required", ".x string required"),
        [ContractTable.TextClosed] = (".x string required", ".x uuid required"),
        [ContractTable.TextFormatChanged] = (".x uuid required", ".x datetime required"),
        [ContractTable.OffsetChanged] = (".x datetime required", ".x datetimeoffset required"),
        [ContractTable.MapKeyChanged] = (".x map required\n.x{} int required", ".x map:uuid required\n.x{} int required"),
        [ContractTable.EnumNameAdded] = (".x enum required A|B", ".x enum required A|B|C"),
        [ContractTable.EnumNameRemoved] = (".x enum required A|B", ".x enum required A"),
        [ContractTable.EnumNameCase] = (".x enum required A|B", ".x enum required A|b"),
        [ContractTable.NumberEnumAdded] = (".x enum:int required 0=A", ".x enum:int required 0=A|1=B"),
        [ContractTable.NumberEnumRemoved] = (".x enum:int required 0=A|1=B", ".x enum:int required 0=A"),
        [ContractTable.NumberEnumRenumbered] = (".x enum:int required 0=A|1=B", ".x enum:int required 0=A|2=B"),
        [ContractTable.EnumTextToNumber] = (".x enum required A|B", ".x enum:int required 0=A|1=B"),
        [ContractTable.EnumNumberToText] = (".x enum:int required 0=A|1=B", ".x enum required A|B"),
        [ContractTable.EnumOpened] = (".x enum required A|B", ".x string required"),
        [ContractTable.EnumClosed] = (".x string required", ".x enum required A|B"),
        [ContractTable.DerivedAdded] = (".x object required by $type card\n.x<card>.n int required", ".x object required by $type card|cash\n.x<card>.n int required\n.x<cash>.m int required"),
        [ContractTable.DerivedRemoved] = (".x object required by $type card|cash\n.x<card>.n int required\n.x<cash>.m int required", ".x object required by $type card\n.x<card>.n int required"),
        [ContractTable.DiscriminatorChanged] = (".x object required by $type card\n.x<card>.n int required", ".x object required by kind card\n.x<card>.n int required"),
        [ContractTable.RuleTightened] = (".x string required length 0..5", ".x string required length 1..5"),
        [ContractTable.RuleLoosened] = (".x int required <= 5 >= 0", ".x int required <= 6 >= 0"),
        [ContractTable.RuleChanged] = (".x string required pattern \"a\"", ".x string required pattern \"b\""),
        [ContractTable.BoundTextChanged] = (".r enum:int required 0=Eu|1=Us", ".r enum:int required 0=Eu|1=Usa"),
        [ContractTable.BoundNameAdded] = (".r enum:int required 0=Eu", ".r enum:int required 0=Eu|0=Europe"),
        [ContractTable.HeaderAdded] = (X, "header t = string\n" + X),
        [ContractTable.HeaderChanged] = ("header t = string\n" + X, "header t = string?\n" + X),
        [ContractTable.OrderingKeyChanged] = (X, "key .x\n" + X),
        [ContractTable.PriorityChanged] = (X, "priority high\n" + X),
        [ContractTable.EncryptionAdded] = (X, "encrypted\n" + X),
        [ContractTable.EncryptionRemoved] = ("encrypted\n" + X, X),
        [ContractTable.EncryptionMarkChanged] = ("encrypted\n" + X, "encrypted\n.x int required encrypted"),
        [ContractTable.OpaqueChanged] = (X, ".x opaque required"),
    };

    public static ContractShape Shape(string lines) => ContractReader.ReadShape(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries), 0);
}
