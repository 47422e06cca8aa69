import { describe, expect, it } from 'vitest'
import { windowsFlags } from './windows.ts'
import { windowsCalls } from './windows-calls.ts'

describe('the calls of a text of Windows', () => {
  const calls = (text: string) => windowsCalls(text, 'powershell').map((one) => [one.program, ...one.args])

  it.each<[string, string, string[][]]>([
    ['a cmdlet', 'Remove-Item C:\\shop -Recurse', [['remove-item', 'C:\\shop', '-Recurse']]],
    ['a program by its path', 'C:\\nssm\\win64\\nssm.exe status Shop', [['nssm', 'status', 'Shop']]],
    ['a script', '.\\start.bat', [['start.bat']]],
    ['a quoted program', '& "C:\\Program Files\\shop\\shop.exe" -v', [['shop', '-v']]],
    ['an assignment', '$ca = kubectl config view', [['kubectl', 'config', 'view']]],
    ['lines that go on', 'docker run `\n  -d shop', [['docker', 'run', '-d', 'shop']]],
    ['a pipe that goes on', 'Get-Process |\n  Stop-Process -Force', [['get-process'], ['stop-process', '-Force']]],
    ['a comment', 'Get-Date # Remove-Item x\n<# rm\nrm #>', [['get-date']]],
    [
      'a block',
      'if (Test-Path x) { Remove-Item x }',
      [
        ['test-path', 'x'],
        ['remove-item', 'x'],
      ],
    ],
    ['text over lines', '@"\nrm -r x\n"@ | Set-Content a.txt', [['@"\nrm -r x\n"@'], ['set-content', 'a.txt']]],
    [
      'quotes within words',
      "kubectl get -o jsonpath='{.items[0]}'",
      [['kubectl', 'get', '-o', 'jsonpath={.items[0]}']],
    ],
  ])('%s', (_, text, expected) => {
    expect(calls(text)).toEqual(expected)
  })

  it('what is never closed ends with the text', () => {
    for (const text of ['"a', "'a", '@"\na', '<# a', 'a `', '{{{', '>', 'a >', '|', '\\'])
      windowsCalls(text, 'powershell')
    for (const text of ['"a', 'a ^', 'a >', '&', '%', 'rem']) windowsCalls(text, 'cmd')
  })
})

describe('flags', () => {
  it.each<[string, string[]]>([
    ['Remove-Item C:\\shop -Recurse -Force', ['destructive']],
    ['Remove-Item C:\\shop\\app.lock', []],
    ['Remove-Item C:\\shop -Recurse -WhatIf', []],
    ['Get-ChildItem C:\\logs | Remove-Item -Recurse', ['destructive']],
    ['Remove-Module Shop', []],
    ['Remove-Service shop', ['destructive']],
    ['Stop-Service shop', []],
    ['Restart-Computer -Force', []],
    ['Stop-Computer', ['destructive']],
    ['Stop-Process -Name shop -Force', ['destructive']],
    ['Stop-Process -Name shop', []],
    ['Unregister-ScheduledTask -TaskName x -Confirm:$false', ['destructive']],
    ['Invoke-Sqlcmd -Query "DROP TABLE orders"', ['destructive']],
    ['Invoke-Sqlcmd -Query "SELECT 1"', []],
    ['git reset --hard HEAD~1', ['destructive']],
    ['Get-Content app.log -Wait', ['endless']],
    ['Get-Content app.log -Tail 50', []],
    ['npm start', ['endless']],
    ['.\\start.bat', ['endless']],
    ['.\\start-server.ps1', ['endless']],
    ['.\\restart.bat', []],
    ['ping -t web-1', ['endless']],
    ['ping web-1', []],
    ['Read-Host "Press Enter"', ['interactive']],
    ['notepad .env', ['interactive']],
    ['mysql -h db -u admin -p', ['interactive']],
    ['ssh web-1', ['interactive']],
    ['Enter-PSSession web-1', ['interactive']],
    ['nssm install Shop', ['interactive']],
    ['nssm install Shop C:\\shop\\shop.exe', []],
    ['nssm remove Shop confirm', ['destructive']],
    ['$env:API_KEY = "abc123"', ['secret']],
    ['$env:API_KEY = $key', []],
    ['$p = ConvertTo-SecureString "hunter2" -AsPlainText -Force', ['secret']],
    ['Invoke-RestMethod http://x -Headers @{Authorization="Bearer abcdef"}', ['secret']],
    ['$env:NODE_ENV = "production"', []],
  ])('PowerShell: %s', (text, flags) => {
    expect(windowsFlags(text, 'powershell')).toEqual(flags)
  })

  it.each<[string, string[]]>([
    ['rd /s /q C:\\shop', ['destructive']],
    ['del /q *.log', ['destructive']],
    ['del app.lock', []],
    ['taskkill /PID 1234 /F', ['destructive']],
    ['taskkill /PID 1234', []],
    ['sc delete shop', ['destructive']],
    ['net stop shop & net start shop', []],
    ['robocopy a b /MIR', ['destructive']],
    ['net user deploy hunter2 /add', ['secret']],
    ['set DB_PASSWORD=hunter2', ['secret']],
    ['set PORT=80', []],
    ['pause', ['interactive']],
    ['REM rd /s C:\\shop', []],
    ['mysql shop < backup.sql', ['destructive']],
    ['shutdown /s /t 0', ['destructive']],
    ['shutdown /r /t 0', []],
  ])('cmd: %s', (text, flags) => {
    expect(windowsFlags(text, 'cmd')).toEqual(flags)
  })
})
