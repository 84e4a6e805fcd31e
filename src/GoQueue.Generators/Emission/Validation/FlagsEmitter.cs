using System.Globalization;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes the named values of enums with <c>[Flags]</c>: as fields, because code that is not optimized yet would allocate spans of constants.</summary>
internal static class FlagsEmitter
{
    public static string NameOf(ValidationModel model, EnumDataTypeRuleModel rule) =>
        "Flags" + All(model).FindIndex(r => r.Enum == rule.Enum).ToString(CultureInfo.InvariantCulture);

    public static void Write(CodeWriter writer, ValidationModel model)
    {
        var all = All(model);
        if (all.Count == 0)
        {
            return;
        }

        writer.Line().Open("private static class Flags");
        foreach (var rule in all)
        {
            writer.Line($"internal static readonly ulong[] {NameOf(model, rule)} = [{string.Join(", ", rule.Values)}];");
        }

        writer.Close();
    }

    private static List<EnumDataTypeRuleModel> All(ValidationModel model)
    {
        var all = new List<EnumDataTypeRuleModel>();
        foreach (var type in model.Types)
        {
            foreach (var rule in type.Members.SelectMany(static m => m.Rules.Rules).OfType<EnumDataTypeRuleModel>())
            {
                if (rule.IsFlags && !all.Exists(r => r.Enum == rule.Enum))
                {
                    all.Add(rule);
                }
            }
        }

        return all;
    }
}
