using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4101: a brace of an action has no partner.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TemplateSyntaxAnalyzer() : EventAnalyzer(RoutingDiagnostics.TemplateSyntax);
