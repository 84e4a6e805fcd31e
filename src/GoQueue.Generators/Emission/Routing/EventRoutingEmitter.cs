using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models;
using GoQueue.Generators.Models.Routing;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Emission.Routing;

/// <summary>Writes what an event's members do outside of its body.</summary>
internal static class EventRoutingEmitter
{
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <summary>The descriptor's initializers RoutingKey, OrderingKey, HeaderWriter, RequiresEncryption; each line ends with a comma.</summary>
    public static void WriteDescriptorMembers(CodeWriter writer, EventModel model)
    {
        if (model.Routing is not { } routing)
        {
            return;
        }

        if (!routing.Template.IsEmpty)
        {
            writer.Line("RoutingKey = Routing.Key,");
        }

        if (routing.OrderingKey is not null)
        {
            writer.Line("OrderingKey = Routing.OrderingKey,");
        }

        if (!routing.Headers.IsEmpty)
        {
            writer.Line("HeaderWriter = Routing.WriteHeaders,");
        }

        if (routing.RequiresEncryption)
        {
            writer.Line("RequiresEncryption = true,");
        }
    }

    /// <summary>Members of the file-local class that the initializers speak of.</summary>
    public static void WriteMembers(CodeWriter writer, EventModel model)
    {
        if (model.Routing is not { } routing || (routing.Template.IsEmpty && routing.OrderingKey is null && routing.Headers.IsEmpty))
        {
            return;
        }

        var type = model.Type.FullName;
        var separate = false;
        writer.Line().Open("private static class Routing");
        if (!routing.Template.IsEmpty)
        {
            WriteTemplate(writer, routing, type);
            separate = true;
        }

        if (routing.OrderingKey is { } orderingKey)
        {
            Separate(writer, ref separate);
            writer.Line($"internal static string? OrderingKey({type} value) => {orderingKey};");
        }

        if (!routing.Headers.IsEmpty)
        {
            Separate(writer, ref separate);
            WriteHeaders(writer, routing, type);
        }

        foreach (var text in routing.Enums)
        {
            Separate(writer, ref separate);
            WriteEnum(writer, text);
        }

        writer.Close();
    }

    // The handler writes into the stack's buffer; the key itself is the only thing that is allocated.
    private static void WriteTemplate(CodeWriter writer, RoutingModel routing, string type)
    {
        var parts = string.Concat(routing.Template.Select(static p => p.IsMember ? $"{{{p.Text}}}" : Escape(p.Text)));
        writer.Line($"internal static string Key({type} value) =>").Indent();
        writer.Line($"string.Create({Invariant}, stackalloc char[256], $\"{parts}\");").Unindent();
    }

    private static void WriteHeaders(CodeWriter writer, RoutingModel routing, string type)
    {
        writer.Open($"internal static void WriteHeaders({type} value, global::GoQueue.MessageHeaders headers)");
        for (var i = 0; i < routing.Headers.Count; i++)
        {
            var header = routing.Headers[i];
            if (!header.CanBeNull)
            {
                writer.Line($"headers[{Literal.Of(header.Name)}] = {Value(header, $"value.{header.Member}")};");
                continue;
            }

            var local = "header" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Open($"if (value.{header.Member} is {{ }} {local})");
            writer.Line($"headers[{Literal.Of(header.Name)}] = {Value(header, local)};");
            writer.Close();
        }

        writer.Close();
    }

    private static void WriteEnum(CodeWriter writer, EnumTextModel text)
    {
        writer.Open($"private static string {text.Method}({text.FullName} value) => ({text.Underlying})value switch");
        foreach (var name in text.Names)
        {
            writer.Line($"{name.Value} => {Literal.Of(name.Name)},");
        }

        writer.Line($"var number => number.ToString({Invariant}),").Close(";");
    }

    private static void Separate(CodeWriter writer, ref bool separate)
    {
        if (separate)
        {
            writer.Line();
        }

        separate = true;
    }

    private static string Value(HeaderModel header, string member) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, header.Value, member);

    private static string Escape(string text) => SymbolDisplay.FormatLiteral(text, quote: true) is var quoted
        ? quoted.Substring(1, quoted.Length - 2).Replace("{", "{{").Replace("}", "}}")
        : "";
}
