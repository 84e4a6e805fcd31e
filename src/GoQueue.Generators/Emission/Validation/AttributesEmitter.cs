using System.Globalization;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes the user's own attributes: each made once, as it is written. The framework shares its instances between threads too.</summary>
internal static class AttributesEmitter
{
    public static string NameOf(ValidationModel model, CustomRuleModel rule)
    {
        var index = All(model).FindIndex(r => r.Creation == rule.Creation);
        return rule.Name + index.ToString(CultureInfo.InvariantCulture);
    }

    public static void Write(CodeWriter writer, ValidationModel model)
    {
        var all = All(model);
        if (all.Count == 0)
        {
            return;
        }

        writer.Line().Open("private static class Attributes");
        foreach (var rule in all)
        {
            writer.Line($"internal static readonly {rule.Type} {NameOf(model, rule)} = {rule.Creation};");
        }

        writer.Close();
    }

    private static List<CustomRuleModel> All(ValidationModel model)
    {
        var all = new List<CustomRuleModel>();
        foreach (var type in model.Types)
        {
            foreach (var rule in type.Attributes.Concat(type.Members.SelectMany(static m => m.Rules.Rules).OfType<CustomRuleModel>()))
            {
                if (!all.Exists(r => r.Creation == rule.Creation))
                {
                    all.Add(rule);
                }
            }
        }

        return all;
    }
}
