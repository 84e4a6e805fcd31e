using System.Text;
using GoQueue.Generated.Routing.Rules;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GoQueue.Generators.Parsing;

/// <summary>Checks by what an event is known: topic, action, version and name.</summary>
internal static class IdentityParser
{
    private static readonly char[] s_wildcards = ['*', '#'];

    public static void Check(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        CheckTopic(type, attribute, sink, cancellationToken);
        CheckAction(type, attribute, sink, cancellationToken);
        CheckVersion(type, attribute, sink, cancellationToken);
        if (attribute.Name is { } name && !SyntaxFacts.IsValidIdentifier(name))
        {
            sink.Report(DeclarationDiagnostics.InvalidName, attribute.LocationOf(nameof(attribute.Name), cancellationToken), type.Name, SymbolDisplay.FormatLiteral(name, quote: false));
        }
    }

    private static void CheckTopic(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (attribute.Topic is not { } topic)
        {
            return;
        }

        var place = attribute.LocationOf(nameof(attribute.Topic), cancellationToken);
        if (TextFault(topic) is { } fault)
        {
            sink.Report(DeclarationDiagnostics.InvalidTopic, place, type.Name, fault);
        }
        else if (topic.StartsWith("amq.", StringComparison.Ordinal))
        {
            sink.Report(DeclarationDiagnostics.ReservedTopic, place, type.Name);
        }
        else if (topic.IndexOfAny(s_wildcards) is >= 0 and var at)
        {
            sink.Report(DeclarationDiagnostics.WildcardInTopic, place, type.Name, topic[at].ToString());
        }
    }

    private static void CheckAction(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        var place = attribute.LocationOf(nameof(attribute.Action), cancellationToken);
        if (attribute.Action is not { } action)
        {
            sink.Report(DeclarationDiagnostics.InvalidAction, place, type.Name, "is missing");
            return;
        }

        // What a placeholder stands for is known at run time only, and checked there; it counts as one character of its word.
        var text = WithoutPlaceholders(action);
        switch (RoutingKeyRule.Check(text))
        {
            case RoutingKeyFault.Empty or RoutingKeyFault.TooLong or RoutingKeyFault.ControlCharacter or RoutingKeyFault.LoneSurrogate:
                sink.Report(DeclarationDiagnostics.InvalidAction, place, type.Name, TextFault(text));
                break;
            case RoutingKeyFault.Wildcard:
                sink.Report(DeclarationDiagnostics.WildcardInAction, place, type.Name, text[text.IndexOfAny(s_wildcards)].ToString());
                break;
            case RoutingKeyFault.EmptyWord when !attribute.AllowEmptyWords:
                sink.Report(DeclarationDiagnostics.EmptyWordInAction, place, type.Name);
                break;
            case RoutingKeyFault.None when TextFault(action) is { } fault:
                // The template itself travels as AMQP's type.
                sink.Report(DeclarationDiagnostics.InvalidAction, place, type.Name, fault);
                break;
        }
    }

    private static void CheckVersion(INamedTypeSymbol type, EventAttribute attribute, DiagnosticSink sink, CancellationToken cancellationToken)
    {
        if (EventVersion.TryParse(attribute.Version, out _))
        {
            return;
        }

        var fault = attribute.Version switch
        {
            null => "is missing",
            "" => "is empty",
            var version => $"is {SymbolDisplay.FormatLiteral(version, quote: true)}",
        };
        sink.Report(DeclarationDiagnostics.InvalidVersion, attribute.LocationOf(nameof(attribute.Version), cancellationToken), type.Name, fault);
    }

    private static string? TextFault(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        return length switch
        {
            0 => "is empty",
            > RoutingKeyRule.LongestKey => $"has {length} bytes",
            _ when text.Any(WireText.IsControl) => "holds a control character",
            _ when Enumerable.Range(0, text.Length).Any(index => WireText.IsLoneSurrogate(text, index)) => "holds half of a surrogate pair, which UTF-8 cannot carry",
            _ => null,
        };
    }

    private static string WithoutPlaceholders(string action)
    {
        var text = new StringBuilder(action.Length);
        for (var i = 0; i < action.Length; i++)
        {
            var end = action[i] == '{' ? action.IndexOf('}', i) : -1;
            text.Append(end < 0 ? action[i] : 'x');
            i = end < 0 ? i : end;
        }

        return text.ToString();
    }
}
