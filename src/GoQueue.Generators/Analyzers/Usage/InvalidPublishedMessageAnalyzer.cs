using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5001: a message is published with constants that break its rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidPublishedMessageAnalyzer() : ConstantMessageAnalyzer(UsageDiagnostics.InvalidPublishedMessage, published: true);
