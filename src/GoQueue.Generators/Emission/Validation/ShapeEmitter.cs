using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes the checks of what is inside of a value that is there.</summary>
internal sealed class ShapeEmitter(CodeWriter writer, ValidationModel model, MemberRulesModel member)
{
    /// <summary>Checks the inside, and puts the member in front of the paths of what was found.</summary>
    public void Write(string expression, ShapeModel shape)
    {
        writer.Line("var start = failures.Count;");
        Write(expression, shape, depth: 0);
        writer.Line($"failures.Prefix(start, {Literal.Of(member.Name)});");
    }

    private void Write(string expression, ShapeModel shape, int depth)
    {
        switch (shape)
        {
            case ObjectShapeModel item:
                writer.Line($"{MethodOf(item)}({expression}, ref failures);");
                break;
            case SequenceShapeModel sequence:
                WriteSequence(expression, sequence, depth);
                break;
            case DictionaryShapeModel dictionary:
                WriteDictionary(expression, dictionary, depth);
                break;
        }
    }

    private void WriteSequence(string expression, SequenceShapeModel sequence, int depth)
    {
        var index = Local("index", depth);
        switch (sequence.Access)
        {
            case SequenceAccess.Length or SequenceAccess.Count:
                WriteIndexed(expression, sequence, $"{expression}.{sequence.Access}", depth);
                break;

            // Only behind a nullable can one get here that was never made.
            case SequenceAccess.ImmutableArray:
                WriteIndexed(expression, sequence, $"({expression}.IsDefault ? 0 : {expression}.Length)", depth);
                break;

            // Nearly every collection behind an interface is a list or an array: their elements need no enumerator.
            case SequenceAccess.Interface:
                var list = Local("list", depth);
                writer.Open($"if ({expression} is global::System.Collections.Generic.IReadOnlyList<{sequence.Element.Type}> {list})");
                WriteIndexed(list, sequence, $"{list}.Count", depth);
                writer.Close().Open("else");
                WriteEnumerated(expression, sequence, index, depth);
                writer.Close();
                break;

            default:
                WriteEnumerated(expression, sequence, index, depth);
                break;
        }
    }

    private void WriteIndexed(string expression, SequenceShapeModel sequence, string count, int depth)
    {
        var index = Local("index", depth);
        writer.Open($"for (var {index} = 0; {index} < {count}; {index}++)");
        writer.Line($"var {Local("item", depth)} = {expression}[{index}];");
        WriteElement(Local("item", depth), sequence.Element, $"PrefixIndex({{0}}, {index})", depth);
        writer.Close();
    }

    private void WriteEnumerated(string expression, SequenceShapeModel sequence, string index, int depth)
    {
        writer.Line($"var {index} = 0;");
        writer.Open($"foreach (var {Local("item", depth)} in {expression})");
        WriteElement(Local("item", depth), sequence.Element, $"PrefixIndex({{0}}, {index})", depth);
        writer.Line($"{index}++;").Close();
    }

    private void WriteDictionary(string expression, DictionaryShapeModel dictionary, int depth)
    {
        if (!dictionary.IsInterface)
        {
            WritePairs(expression, dictionary, depth);
            return;
        }

        var known = Local("dictionary", depth);
        writer.Open($"if ({expression} is global::System.Collections.Generic.Dictionary<{dictionary.KeyType}, {dictionary.Value.Type}> {known})");
        WritePairs(known, dictionary, depth);
        writer.Close().Open("else");
        WritePairs(expression, dictionary, depth);
        writer.Close();
    }

    private void WritePairs(string expression, DictionaryShapeModel dictionary, int depth)
    {
        var pair = Local("pair", depth);
        writer.Open($"foreach (var {pair} in {expression})");
        WriteElement($"{pair}.Value", dictionary.Value, $"PrefixKey({{0}}, {(dictionary.HidesKeys ? "\"***\"" : pair + ".Key")})", depth);
        writer.Close();
    }

    private void WriteElement(string expression, ElementModel element, string prefix, int depth)
    {
        var start = Local("startOfItem", depth);
        writer.Line($"var {start} = failures.Count;");
        if (element.RefusesNull)
        {
            writer.Open($"if ({RuleEmitter.NullIf(expression, element.Nullness)})");
            writer.Line($"failures.Add(\"\", \"Required\", {RuntimeNames.Messages}Format({RuntimeNames.Messages}MissingElement, {member.DisplayName}));");
            writer.Close();
        }

        if (element.Shape is { } shape)
        {
            var opens = element.RefusesNull ? "else"
                : element.Nullness == Nullness.Never ? null
                : $"if (!({RuleEmitter.NullIf(expression, element.Nullness)}))";
            if (opens is not null)
            {
                writer.Open(opens);
            }

            Write(element.Nullness == Nullness.NullableValue ? $"{expression}.GetValueOrDefault()" : expression, shape, depth + 1);
            if (opens is not null)
            {
                writer.Close();
            }
        }

        writer.Line($"failures.{string.Format(CultureInfo.InvariantCulture, prefix, start)};");
    }

    private string MethodOf(ObjectShapeModel shape)
    {
        foreach (var type in model.Types)
        {
            if (type.Key == shape.Key)
            {
                return type.Method;
            }
        }

        throw new InvalidOperationException($"The model has no rules of '{shape.Key}'.");
    }

    private static string Local(string name, int depth) => depth == 0 ? name : name + depth.ToString(CultureInfo.InvariantCulture);
}
