' What a person does to open workbooks, done by LibreOffice: reads a list of steps, one a line, its parts apart by tabs.
' OPEN url, NUMBER sheet column row number, TEXT sheet column row units, FORMULA sheet column row units,
' CLEAR sheet column row, BLOCK sheet column row columns entries (each a number, a text's units behind "t", a formula's
' behind "f", or nothing), SAVE url, CLOSE.
' Units are a text's code units, four hexadecimal digits each. Sheets, columns and rows count from 0.
Option Explicit

Dim oBook As Object

Sub Run(sSteps As String, sReport As String)
    Dim sSaid As String, nFile As Integer, sStep As String
    sSaid = "done"
    On Error Goto Failed
    nFile = FreeFile
    Open sSteps For Input As #nFile
    Do While Not Eof(nFile)
        Line Input #nFile, sStep
        If sStep <> "" Then DoStep(Split(sStep, Chr(9)))
    Loop
    Close #nFile
    Goto Finished
Failed:
    sSaid = "line " & Erl & ": " & Error & " at " & sStep
    Resume Finished
Finished:
    nFile = FreeFile
    Open sReport For Output As #nFile
    Print #nFile, sSaid
    Close #nFile
    StarDesktop.terminate()
End Sub

Sub DoStep(aParts)
    Select Case aParts(0)
        Case "OPEN"
            oBook = StarDesktop.loadComponentFromURL(aParts(1), "_blank", 0, Array(Argument("Hidden", True)))
        Case "NUMBER"
            CellOf(aParts).setValue(Val(aParts(4)))
        Case "TEXT"
            CellOf(aParts).setString(TextOf(aParts(4)))
        Case "FORMULA"
            CellOf(aParts).setFormula(TextOf(aParts(4)))
        Case "CLEAR"
            ' Numbers, dates, texts and formulas; notes and formats stay.
            CellOf(aParts).clearContents(1 + 2 + 4 + 16)
        Case "BLOCK"
            Paste(aParts)
        Case "SAVE"
            oBook.storeToURL(aParts(1), Array(Argument("FilterName", "Calc MS Excel 2007 XML")))
        Case "CLOSE"
            oBook.close(True)
    End Select
End Sub

Function CellOf(aParts) As Object
    Dim oSheet As Object
    oSheet = oBook.Sheets.getByIndex(CLng(aParts(1)))
    CellOf = oSheet.getCellByPosition(CLng(aParts(2)), CLng(aParts(3)))
End Function

' Pastes a block whose top left cell is named; its entries come row by row.
Sub Paste(aParts)
    Dim oSheet As Object, nLeft As Long, nTop As Long, nColumns As Long, nRows As Long, nRow As Long
    oSheet = oBook.Sheets.getByIndex(CLng(aParts(1)))
    nLeft = CLng(aParts(2))
    nTop = CLng(aParts(3))
    nColumns = CLng(aParts(4))
    nRows = (UBound(aParts) - 4) \ nColumns
    Dim aRows(nRows - 1)
    For nRow = 0 To nRows - 1
        aRows(nRow) = RowOf(aParts, 5 + nRow * nColumns, nColumns)
    Next nRow
    oSheet.getCellRangeByPosition(nLeft, nTop, nLeft + nColumns - 1, nTop + nRows - 1).setDataArray(aRows)
    PasteFormulas(aParts, oSheet, nLeft, nTop, nColumns)
End Sub

' Puts a block's formulas where nothing was pasted for them.
Sub PasteFormulas(aParts, oSheet As Object, nLeft As Long, nTop As Long, nColumns As Long)
    Dim nEntry As Long
    For nEntry = 0 To UBound(aParts) - 5
        If Left(aParts(5 + nEntry), 1) = "f" Then
            oSheet.getCellByPosition(nLeft + nEntry Mod nColumns, nTop + nEntry \ nColumns).setFormula(TextOf(Mid(aParts(5 + nEntry), 2)))
        End If
    Next nEntry
End Sub

Function RowOf(aParts, nFirst As Long, nColumns As Long)
    Dim aEntries(nColumns - 1), nColumn As Long, sEntry As String
    For nColumn = 0 To nColumns - 1
        sEntry = aParts(nFirst + nColumn)
        If sEntry = "" Or Left(sEntry, 1) = "f" Then
            aEntries(nColumn) = ""
        ElseIf Left(sEntry, 1) = "t" Then
            aEntries(nColumn) = TextOf(Mid(sEntry, 2))
        Else
            aEntries(nColumn) = Val(sEntry)
        End If
    Next nColumn
    RowOf = aEntries
End Function

Function TextOf(sUnits As String) As String
    Dim sText As String, nAt As Long
    For nAt = 1 To Len(sUnits) - 3 Step 4
        sText = sText & Chr(CLng("&H" & Mid(sUnits, nAt, 4)))
    Next nAt
    TextOf = sText
End Function

Function Argument(sName As String, vValue)
    Dim oPair As New com.sun.star.beans.PropertyValue
    oPair.Name = sName
    oPair.Value = vValue
    Argument = oPair
End Function
