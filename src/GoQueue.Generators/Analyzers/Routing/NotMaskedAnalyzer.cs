using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Routing;

/// <summary>GQ4112: a record with hidden members cannot be extended.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NotMaskedAnalyzer() : MaskingAnalyzer(RoutingDiagnostics.NotMasked);
