using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes an event's validation: one method for each type that it reaches.</summary>
internal static class EventValidationEmitter
{
    /// <summary>The descriptor's initializer Validator, if the event has rules; ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model)
    {
        if (model.Validation is { } validation)
        {
            writer.Line($"Validator = Validation.{validation.Types[0].Method},");
        }
    }

    /// <summary>Members of the file-local class that the initializers speak of.</summary>
    public static void WriteMembers(CodeWriter writer, EventModel model)
    {
        if (model.Validation is not { } validation)
        {
            return;
        }

        // A class of its own, so that nothing of it is made before the first value is checked.
        writer.Line().Open("private static class Validation");
        for (var i = 0; i < validation.Types.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            WriteType(writer, validation, validation.Types[i]);
        }

        ExpressionsEmitter.Write(writer, validation);
        FlagsEmitter.Write(writer, validation);
        AttributesEmitter.Write(writer, validation);
        writer.Close();
    }

    private static void WriteType(CodeWriter writer, ValidationModel model, ValidatedTypeModel type)
    {
        writer.Open($"internal static void {type.Method}({type.FullName} value, ref {RuntimeNames.Failures} failures)");
        WriteDerived(writer, model, type);
        if (type.IsRecursive)
        {
            writer.Open("if (!failures.Enter())").Line("failures.Leave();").Line("return;").Close().Line();
        }

        var ofTheWhole = type.IsValidatableObject || !type.Attributes.IsEmpty;
        if (ofTheWhole)
        {
            writer.Line("var before = failures.Count;");
        }

        foreach (var member in type.Members)
        {
            WriteMember(writer, model, member);
        }

        if (ofTheWhole)
        {
            WriteRulesOfTheWhole(writer, model, type);
        }

        if (type.IsRecursive)
        {
            writer.Line("failures.Leave();");
        }

        writer.Close();
    }

    // What the value is at run time decides which members it has.
    private static void WriteDerived(CodeWriter writer, ValidationModel model, ValidatedTypeModel type)
    {
        if (type.Derived.IsEmpty)
        {
            return;
        }

        writer.Open("switch (value)");
        for (var i = 0; i < type.Derived.Count; i++)
        {
            var name = $"derived{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            foreach (var candidate in model.Types)
            {
                if (candidate.Key == type.Derived[i])
                {
                    writer.Line($"case {candidate.FullName} {name}:").Indent();
                    writer.Line($"{candidate.Method}({name}, ref failures);").Line("return;").Unindent();
                }
            }
        }

        writer.Close().Line();
    }

    private static void WriteMember(CodeWriter writer, ValidationModel model, ValidatedMemberModel member)
    {
        var rules = member.Rules;
        writer.Open($"// {rules.Name}").Line($"var member = value.{rules.Access};");
        var required = rules.Rules.IsEmpty ? null : rules.Rules[0] as RequiredRuleModel;
        var mustBeThere = required is not null || rules.RefusesNull;
        var hasMore = rules.Rules.Count > (required is null ? 0 : 1) || member.Shape is not null;
        if (mustBeThere)
        {
            writer.Open($"if ({RuleEmitter.MissingIf(rules, required)})");
            var message = required is null
                ? $"{RuntimeNames.Messages}Format({RuntimeNames.Messages}Required, {rules.DisplayName})"
                : RuleEmitter.MessageOf(required.Message, rules);
            RuleEmitter.WriteFailure(writer, rules, "Required", message);
            writer.Close();
            if (hasMore)
            {
                writer.Open("else");
            }
        }

        var emitter = new RuleEmitter(writer, model, rules, isPresent: mustBeThere);
        for (var i = required is null ? 0 : 1; i < rules.Rules.Count; i++)
        {
            emitter.Write(rules.Rules[i], i);
        }

        if (member.Shape is { } shape)
        {
            var guarded = !mustBeThere && rules.MemberNullness != Nullness.Never;
            if (guarded)
            {
                writer.Open($"if (!({RuleEmitter.NullIf(rules.Whole, rules.MemberNullness)}))");
            }

            new ShapeEmitter(writer, model, rules).Write(rules.MemberNullness == Nullness.NullableValue ? $"{rules.Whole}.GetValueOrDefault()" : rules.Whole, shape);
            if (guarded)
            {
                writer.Close();
            }
        }

        if (mustBeThere && hasMore)
        {
            writer.Close();
        }

        writer.Close();
    }

    // As the framework does: only where the members are valid, and IValidatableObject last.
    private static void WriteRulesOfTheWhole(CodeWriter writer, ValidationModel model, ValidatedTypeModel type)
    {
        if (!type.Attributes.IsEmpty)
        {
            writer.Line().Open("if (failures.Count == before)");
            foreach (var rule in type.Attributes)
            {
                writer.Line($"{RuntimeNames.CustomRule}.Check(Attributes.{AttributesEmitter.NameOf(model, rule)}, {Literal.Of(rule.Name)}, value, value, \"\", {Literal.Of(type.Name)}, ref failures);");
            }

            writer.Close();
        }

        if (type.IsValidatableObject)
        {
            writer.Line().Open("if (failures.Count == before)");
            writer.Line($"{RuntimeNames.CustomRule}.Check(value, {Literal.Of(type.Name)}, ref failures);").Close();
        }
    }
}
